#!/bin/sh
# Tries the installation on a throw-away Debian machine, as root, with or without systemd: installs with PostgreSQL and
# nginx, starts what the units start, looks at it from outside, does a night, takes a back-up and puts it back.
# Each line is a step; the first that fails ends the script. INSTALL=no goes on with what was installed, AGAIN=no leaves
# out the second installation. FROM=<commit> installs that older version first and loads a region, and then this one
# over it: the upgrade. See docs/beheer/installeren.md.
set -eu
cd "$(dirname "$0")/.."
HOST=weerbaar.example
LOG=$(mktemp -d)
say() { printf '%s  %s\n' "$(date +%T)" "$*"; }
fail() { echo "FAILED: $*" >&2; exit 1; }
has_systemd() { [ -d /run/systemd/system ]; }
visit() { curl -sS --max-time 60 --cacert "$LOG/cert.pem" --resolve "$HOST:443:127.0.0.1" --resolve "$HOST:80:127.0.0.1" "$@"; }
as_weerbaar() { runuser -u weerbaar -- sh -c 'cd /var/lib/weerbaar; set -a; . /etc/weerbaar/weerbaar.env; set +a; exec "$@"' sh "$@"; }
# What a unit starts, by hand: every ExecStart line, with what systemd would have filled in.
start_lines() { sed -n 's/^ExecStart=-\{0,1\}//p' "/etc/systemd/system/$1" | sed -e 's/%%/%/g' -e 's/\$\$/$/g'; }

if [ "${INSTALL:-yes}" = yes ]; then
say "packages"
apt-get -o DPkg::Lock::Timeout=300 update -q > "$LOG/apt" 2>&1
apt-get -o DPkg::Lock::Timeout=300 install -y -q --no-install-recommends postgresql nginx openssl curl >> "$LOG/apt" 2>&1
fi
has_systemd || pg_lsclusters -h | while read -r version name _; do pg_ctlcluster "$version" "$name" start || true; done
say "a certificate of our own making, for this trial"
install -d /etc/ssl/weerbaar
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=$HOST" -addext "subjectAltName=DNS:$HOST" \
  -keyout /etc/ssl/weerbaar/privkey.pem -out /etc/ssl/weerbaar/fullchain.pem 2> /dev/null
cp /etc/ssl/weerbaar/fullchain.pem "$LOG/cert.pem"

if [ -n "${FROM:-}" ]; then
say "the older version $FROM, with a region in it"
install -d "$LOG/older"
git archive "$FROM" | tar -C "$LOG/older" -xf -
"$LOG/older/deploy/install.sh" "$HOST" > "$LOG/install-older" 2>&1 || { tail -20 "$LOG/install-older"; fail "the older install.sh"; }
as_weerbaar /opt/weerbaar/.venv/bin/weerbaar load_region voorbeeldregio > "$LOG/region-older" || fail "load_region"
as_weerbaar /opt/weerbaar/.venv/bin/weerbaar verify --only-look || fail "verify, before the upgrade"
KEPT=$(runuser -u postgres -- psql -qAtc "SELECT count(*) FROM regions_municipality" weerbaar)
fi
if [ "${INSTALL:-yes}" = yes ]; then
say "install"
deploy/install.sh "$HOST" > "$LOG/install" 2>&1 || { tail -20 "$LOG/install"; fail "install.sh"; }
fi
if [ -n "${FROM:-}" ]; then
say "after the upgrade everything is still there, and nothing waits to be migrated"
[ "$KEPT" -gt 0 ] && [ "$KEPT" = "$(runuser -u postgres -- psql -qAtc "SELECT count(*) FROM regions_municipality" weerbaar)" ] || fail "rows went"
as_weerbaar /opt/weerbaar/.venv/bin/weerbaar migrate --check > /dev/null || fail "migrations wait"
as_weerbaar /opt/weerbaar/.venv/bin/weerbaar verify --only-look || fail "verify, after the upgrade"
fi
say "the settings are not for everybody's eyes, and the user of the database has no special rights"
[ "$(stat -c '%a %U:%G' /etc/weerbaar/weerbaar.env)" = "640 root:weerbaar" ] || fail "rights of weerbaar.env"
runuser -u postgres -- psql -qAtc "SELECT rolsuper OR rolcreaterole OR rolbypassrls FROM pg_roles WHERE rolname='weerbaar'" \
  | grep -qx f || fail "the user of the database has special rights"
say "the units are sound"
command -v systemd-analyze > /dev/null && systemd-analyze verify /etc/systemd/system/weerbaar*.service \
  /etc/systemd/system/weerbaar*.timer 2>&1 | grep weerbaar && fail "systemd-analyze"

if ! has_systemd; then
  say "the server and nginx, started by hand"
  # shellcheck disable=SC2046 # the words of the line are the words of the command
  (cd /var/lib/weerbaar; set -a; . /etc/weerbaar/weerbaar.env; WEERBAAR_WEB=1; set +a
    exec setpriv --reuid=weerbaar --regid=weerbaar --init-groups $(start_lines weerbaar.service)) > "$LOG/server" 2>&1 &
  SERVER=$!
  nginx
  trap 'kill $SERVER || true; nginx -s quit || true' EXIT
fi
for _ in $(seq 120); do visit -f -o /dev/null "https://$HOST/-/ready" 2> /dev/null && break; sleep 1; done
say "seen from outside"
[ "$(visit -o /dev/null -w '%{http_code} %{redirect_url}' "http://$HOST/inloggen/")" = "301 https://$HOST/inloggen/" ] \
  || fail "http is not sent to https"
[ "$(visit -D "$LOG/heads" -o "$LOG/page" -w '%{http_code}' "https://$HOST/inloggen/")" = 200 ] || fail "the login page"
for head in strict-transport-security content-security-policy x-content-type-options x-frame-options; do
  grep -qi "^$head:" "$LOG/heads" || fail "no header $head"
done
grep -qi "^server: nginx/" "$LOG/heads" && fail "nginx tells its version"
[ "$(visit -o /dev/null -w '%{http_code}' "https://$HOST/-/health")" = 200 ] || fail "/-/health"
[ "$(visit -o /dev/null -w '%{http_code}' "https://$HOST/demo/analyst/" -X POST)" != 302 ] || fail "the demo is open"
[ "$(visit -o /dev/null -w '%{http_code}' -H 'Host: kwaad.example' "https://$HOST/inloggen/")" = 400 ] || fail "any host name will do"
visit "https://$HOST$(grep -o '/static/[^"]*\.css' "$LOG/page" | head -1)" -o /dev/null -f || fail "a style sheet"

say "the first maintainer, and a region"
as_weerbaar /opt/weerbaar/.venv/bin/weerbaar load_region voorbeeldregio > "$LOG/region" || fail "load_region"
say "a minute and a night"
start_lines weerbaar-minutely.service | while read -r line; do as_weerbaar sh -c "$line" >> "$LOG/minute" 2>&1 || [ "${line##* }" = fetch ] || fail "$line"; done
start_lines weerbaar-nightly.service | while read -r line; do as_weerbaar sh -c "$line" >> "$LOG/night" 2>&1 || fail "$line: $(tail -3 "$LOG/night")"; done
BACKUP=$(ls /var/lib/weerbaar/backups/*.backup)
say "the back-up goes back into an empty database"
runuser -u postgres -- createdb --owner weerbaar --encoding UTF8 --template template0 weerbaar_again
# shellcheck disable=SC2016
as_weerbaar sh -c 'DATABASE_URL=${DATABASE_URL}_again; export DATABASE_URL
  /opt/weerbaar/.venv/bin/weerbaar migrate --no-input --verbosity 0 && /opt/weerbaar/.venv/bin/weerbaar restore "$1" --key /var/lib/weerbaar/backup.key
  /opt/weerbaar/.venv/bin/weerbaar verify --only-look' sh "$BACKUP" || fail "restore"
runuser -u postgres -- dropdb weerbaar_again
if [ "${AGAIN:-yes}" = yes ]; then
say "the same script again is an upgrade, and leaves the settings alone"
SUM=$(sha256sum /etc/weerbaar/weerbaar.env)
deploy/install.sh "$HOST" > "$LOG/again" 2>&1 || { tail -20 "$LOG/again"; fail "the second time"; }
[ "$SUM" = "$(sha256sum /etc/weerbaar/weerbaar.env)" ] || fail "the settings changed"
fi
say "all steps done"
