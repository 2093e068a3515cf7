"""What carries SFTP's bytes: paramiko, or the system's own ssh."""
