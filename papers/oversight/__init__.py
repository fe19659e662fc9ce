"""The oversight report on a month: page and PDF, in Russian and in English."""
