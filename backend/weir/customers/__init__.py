"""What customers are worth: who bought lately, often and much, who stays, and what one brings over time."""
