"""What happens in a programme, as other systems are told of it: events, and who hears of them."""
