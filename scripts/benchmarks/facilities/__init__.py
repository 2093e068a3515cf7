"""What the tables are measured on: servers, devices, browsers, records."""
