#!/bin/sh
# Installs Weerbaar on Debian 12 or newer: PostgreSQL, nginx, systemd. Run as root, from the checkout. Can be run again:
# it then upgrades. Everything stands under PREFIX (default: the root of the machine). See docs/beheer/installeren.md.
set -eu

HOST=${1:?"Give the host name: deploy/install.sh weerbaar.example.nl"}
case "$HOST" in *[!a-z0-9.-]*) echo "This is not a host name: $HOST" >&2; exit 1;; esac
PREFIX=${PREFIX:-}
HERE=$(cd "$(dirname "$0")/.." && pwd)
APP=$PREFIX/opt/weerbaar
ETC=$PREFIX/etc/weerbaar
DATA=$PREFIX/var/lib/weerbaar
PYTHON=${PYTHON:-/usr/bin/python3}   # one that every user may run: not one in somebody's home
SYSTEM=${SYSTEM:-yes}      # no: files only, no packages, users, database or services

if [ "$SYSTEM" = yes ]; then
  apt-get update -q
  apt-get install -y --no-install-recommends postgresql nginx python3 python3-venv openssl
  id weerbaar >/dev/null 2>&1 || adduser --system --group --home /var/lib/weerbaar weerbaar
fi

install -d -m 0755 "$APP" "$PREFIX/etc/systemd/system" "$PREFIX/etc/nginx/sites-available"
install -d -m 0750 "$ETC" "$DATA" "$DATA/audit" "$DATA/backups"

# The program, in an environment of its own, from pinned and hashed packages: the same steps as `make run`.
rm -rf "$APP/src"
tar -C "$HERE" --exclude=./.git --exclude=./.venv --exclude=./.tools --exclude=./node_modules --exclude=./static_vendor \
  --exclude=./var -cf - . | tar -C "$APP" --no-same-owner -xf -
(cd "$APP" && "$PYTHON" -c "import sys; sys.path.insert(0, 'tools'); import setup_steps, workshop
workshop.make_folder(workshop.TOOLS); setup_steps.ready_checkout(with_tests=False)")

# The settings are written once; an upgrade leaves them alone.
if [ ! -f "$ETC/weerbaar.env" ]; then
  PASSWORD=$(openssl rand -hex 24)
  sed -e "s|@HOST@|$HOST|" -e "s|@SECRET@|$(openssl rand -hex 48)|" -e "s|@PASSWORD@|$PASSWORD|" \
    -e "s|@DATA@|$DATA|" "$HERE/deploy/weerbaar.env" > "$ETC/weerbaar.env"
  chmod 0640 "$ETC/weerbaar.env"
  if [ "$SYSTEM" = yes ]; then
    chown root:weerbaar "$ETC/weerbaar.env"
    runuser -u postgres -- psql -qc "CREATE ROLE weerbaar LOGIN PASSWORD '$PASSWORD'"
    runuser -u postgres -- createdb --owner weerbaar --encoding UTF8 --template template0 weerbaar
  fi
fi

for unit in weerbaar.service weerbaar-nightly.service weerbaar-nightly.timer weerbaar-minutely.service weerbaar-minutely.timer; do
  sed -e "s|@APP@|$APP|g" -e "s|@ETC@|$ETC|g" -e "s|@DATA@|$DATA|g" "$HERE/deploy/$unit" > "$PREFIX/etc/systemd/system/$unit"
done
sed -e "s|@HOST@|$HOST|g" -e "s|@DATA@|$DATA|g" "$HERE/deploy/nginx.conf" > "$PREFIX/etc/nginx/sites-available/weerbaar"

if [ "$SYSTEM" = yes ]; then
  chown -R weerbaar:weerbaar "$DATA"
  chown root:weerbaar "$ETC"
fi
run() {
  if [ "$SYSTEM" = yes ]; then
    runuser -u weerbaar -- sh -c 'set -a; . "$0"; set +a; exec "$@"' "$ETC/weerbaar.env" "$APP/.venv/bin/weerbaar" "$@"
  else
    sh -c 'set -a; . "$0"; set +a; exec "$@"' "$ETC/weerbaar.env" "$APP/.venv/bin/weerbaar" "$@"
  fi
}
run migrate --no-input
run collectstatic --no-input --verbosity 0
run check --deploy --fail-level WARNING

if [ "$SYSTEM" = yes ]; then
  ln -sf /etc/nginx/sites-available/weerbaar /etc/nginx/sites-enabled/weerbaar
  nginx -t
  if [ -d /run/systemd/system ]; then
    systemctl daemon-reload
    systemctl enable --now weerbaar.service weerbaar-nightly.timer weerbaar-minutely.timer
    systemctl restart weerbaar.service
    systemctl reload nginx
  else
    echo "systemd does not run here: nothing was started (deploy/try.sh starts the parts by hand)."
  fi
fi
echo "Weerbaar is installed. Next: load your region, and make the first maintainer (docs/beheer/eerste-beheerder.md)."
