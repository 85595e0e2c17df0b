"""Patents as PDF: a killable child reads text and geometry, this side makes sense of them."""
