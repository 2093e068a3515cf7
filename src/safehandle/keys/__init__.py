"""Key pairs, signatures, passwords and where secrets are kept.

Import from the module that holds the subject, so that a command pays only for what it uses:

- :mod:`~safehandle.keys.pairs` – ``PublicKey``, ``PrivateKey``, ``generate``
- :mod:`~safehandle.keys.notes` – C2SP signed notes
- :mod:`~safehandle.keys.sshsig` – SSHSIG, what ``ssh-keygen -Y`` makes and checks
- :mod:`~safehandle.keys.pkcs8` – the encrypted PEM form of a private key
- :mod:`~safehandle.keys.store` – the folder that private keys are kept in
- :mod:`~safehandle.keys.ring` – the operating system's keyring, never one in plain text
- :mod:`~safehandle.keys.secrets` – where a password or passphrase comes from
- :mod:`~safehandle.keys.passwords` – passwords that can be read out on the telephone
"""
