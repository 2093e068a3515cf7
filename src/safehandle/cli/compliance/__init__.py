"""How the contract is kept, article by article, as it reads to a person and in JSON."""
