"""What every room needs of a file system: whole outputs, harmless names, and walking without following links."""
