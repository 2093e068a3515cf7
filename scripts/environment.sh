# Shared by the scripts here: find Python, install system packages where that is possible, make an environment.
# shellcheck shell=bash

# What the tests hold the product against: other implementations, real servers, real file systems.
SYSTEM_PACKAGES=(
  7zip age gnupg openssl openssh-client openssh-server libarchive-tools gnome-keyring dbus-daemon
  postgresql
  e2fsprogs xfsprogs btrfs-progs
  chromium firefox-esr libreoffice-calc poppler-utils zbar-tools
)

# What only the benchmark measures itself beside.
BENCH_PACKAGES=(rclone lftp)

require_python() {
  PYTHON=${PYTHON:-python3}
  if ! "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Python 3.11 or newer is needed (set PYTHON to one; found: $("$PYTHON" --version 2>&1 || echo none))" >&2
    exit 1
  fi
}

# install_system_packages [PACKAGE...]: SYSTEM_PACKAGES, and those that are named.
# The newest Python that runs here, also one that pyenv keeps out of the PATH.
newest_python() {
  local version found
  for version in 3.13 3.12 3.11; do
    found=$(PYENV_VERSION=$(pyenv latest "$version" 2>/dev/null) pyenv which "python$version" 2>/dev/null) ||
      found=$(command -v "python$version") || continue
    "$found" -c 'import venv' 2>/dev/null && echo "$found" && return
  done
  echo python3
}

install_system_packages() {
  command -v apt-get >/dev/null || return 0
  local missing=() package
  for package in "${SYSTEM_PACKAGES[@]}" "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  local run=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! sudo -n true 2>/dev/null; then
      echo "not installed, so what needs them is skipped: ${missing[*]}" >&2
      return 0
    fi
    run=(sudo)
  fi
  echo "installing: ${missing[*]}"
  "${run[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${run[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# make_environment FOLDER [GROUP]: a virtual environment with the project and, where named, a dependency group.
make_environment() {
  local folder=$1 group=${2-} stamp
  stamp=$(cat pyproject.toml <("$PYTHON" --version) | sha256sum | cut -d ' ' -f 1)-$group
  [ "$(cat "$folder/.stamp" 2>/dev/null)" = "$stamp" ] && return 0
  echo "setting up $folder"
  rm -rf "$folder"
  "$PYTHON" -m venv "$folder"
  "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
  "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --editable . ${group:+--group "$group"}
  echo "$stamp" >"$folder/.stamp"
}
