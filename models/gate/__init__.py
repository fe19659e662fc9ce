"""What the gate needs: subjects and their lifecycles, histories, deadlines, letters to send."""
