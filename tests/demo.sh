#!/usr/bin/env bash
# Starts the service on SQLite, loads a sample CRM export with the command line, prints a report and previews an outreach.
# Everything it makes lies in crm-data/demo, which it makes anew each time.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=crm-data/demo
data=tests/data/crm-sales
rows_rejected=3

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }

# What is typed by hand stands after the $; the rest of this script is only stage work.
step() {
  printf '\n$ %s\n' "$1"
  eval "$1"
}

# The id in the answer that was kept under this name.
id_in() { grep -oE '[0-9a-f-]{36}' "$folder/$1"; }

crm() { "$PWD/artifacts/bin/Crm.Cli/release/crm" "$@"; }

stop_service() {
  if [ -n "${service:-}" ]; then
    kill "$service" 2>/dev/null || true
    wait "$service" 2>/dev/null || true
  fi
}
trap stop_service EXIT

say 'Building (Release)'
dotnet build src/Crm.Api --configuration Release --nologo --verbosity quiet -clp:NoSummary -nodeReuse:false -p:OpenApiGenerateDocumentsOnBuild=false
dotnet build cli/Crm.Cli --configuration Release --nologo --verbosity quiet -clp:NoSummary -nodeReuse:false

say 'Starting the service on SQLite'
rm -rf "$folder"
mkdir -p "$folder"
artifacts/bin/Crm.Api/release/Crm.Api --urls http://127.0.0.1:0 --Crm:Database:Folder "$folder" \
  --Crm:Outreach:PublicUrl https://crm.example.com >"$folder/service.log" 2>&1 &
service=$!
for _ in $(seq 300); do
  url=$(sed -n 's/.*Now listening on: //p' "$folder/service.log")
  [ -n "$url" ] && break
  kill -0 "$service" 2>/dev/null || { cat "$folder/service.log" >&2; exit 1; }
  sleep 0.1
done
echo "It listens on $url and has written the first key to $folder/admin.key."

# The demo's own settings, so that a login of yours stays as it is.
export XDG_CONFIG_HOME="$PWD/$folder/config" CRM_OUTPUT=table
unset CRM_URL CRM_TOKEN CRM_PROFILE

say 'Log in with the key of the first start'
step "crm login --url $url < $folder/admin.key"

say 'What the standard fields do not have: custom attributes of accounts'
step "crm attribute-definitions batch --op upsert --match-on key --output table <<'END'
{\"key\":\"sector\",\"name\":\"Sector\",\"type\":\"text\",\"categories\":[\"account\"]}
{\"key\":\"yearEstablished\",\"name\":\"Year established\",\"type\":\"number\",\"categories\":[\"account\"]}
{\"key\":\"revenue\",\"name\":\"Revenue in millions of USD\",\"type\":\"number\",\"categories\":[\"account\"]}
{\"key\":\"employees\",\"name\":\"Employees\",\"type\":\"number\",\"categories\":[\"account\"]}
END"

say 'Three regional teams, their managers and 35 sellers, all out of one file'
step "(echo regional_office; tail -n +2 $data/sales_teams.csv | cut -d, -f3 | sort -u) | crm import teams - --map $data/teams.map.json"
step "(echo manager,regional_office; tail -n +2 $data/sales_teams.csv | cut -d, -f2,3 | sort -u) | crm import users - --map $data/managers.map.json"
step "crm import users $data/sales_teams.csv --map $data/sellers.map.json"

say '7 products with their prices'
step "crm import products $data/products.csv --map $data/products.map.json"

say '85 accounts; some belong to others of the same file'
step "crm import customers $data/accounts.csv --map $data/accounts.map.json"

say '8,800 opportunities. The export calls one product GTXPro, the price list GTX Pro: those rows are refused, and say why'
step "crm import opportunities $data/sales_pipeline.csv --map $data/opportunities.map.json || [ \$? -eq $rows_rejected ]"
step "crm jobs lines --last --outcome rejected --output ndjson | grep -c \"did you mean 'GTX Pro'\""

say 'The same file again, told what GTXPro means: what is there already stays as it is'
step "crm import opportunities $data/sales_pipeline.csv --map $data/opportunities.map.json --alias 'product:GTXPro=GTX Pro'"

say 'What came of it'
step "crm report pipeline"
step "crm report pipeline --by team"

say 'An outreach to the large technology accounts, only looked at: one has said no, one has no mail address; nothing is sent'
step "crm import customers - --map $data/mails.map.json <<'END'
account,email
Bluth Company,office@bluth.example
Hottechi,office@hottechi.example
Konex,office@konex.example
Rangreen,office@rangreen.example
END"
step "crm suppressions create --channel email --address office@konex.example --purpose offers --reason unsubscribed --json address,reason"
step "crm templates create --name 'Price list' --channel email --language en --subject 'For you, {{customer.name}}' --text - --json id <<'END' | tee $folder/template
Dear team of {{customer.name}},

one price for all your {{number customer.attributes.employees}} colleagues: ask us for it.
END"
step "crm campaigns create --name 'Price list' --channel email --purpose offers --consent optOut --set sender.address=sales@example.com \\
    --set 'audience.filter=attributes.sector = technology AND attributes.employees > 3000' \\
    --set 'steps:=[{\"templateId\":\"$(id_in template)\"}]' --json id | tee $folder/campaign"
step "crm outreach preview $(id_in campaign) --samples 1"

say 'To go on'
cat <<END
Start the service on this data again, in one terminal:

  artifacts/bin/Crm.Api/release/Crm.Api --urls http://127.0.0.1:5080 --Crm:Database:Folder $folder \\
    --Crm:Outreach:PublicUrl http://127.0.0.1:5080

and in another:

  alias crm="$PWD/artifacts/bin/Crm.Cli/release/crm"
  crm login --url http://127.0.0.1:5080 < $folder/admin.key
  crm customers list --filter 'attributes.sector = "technology"' --limit 10
  crm opportunities list --filter 'stage = "engaging"' --limit 10
  crm report pipeline --by owner
  crm outreach send $(id_in campaign)   # into $folder/outbox
  crm seed --customers 100
  crm --help

The contract is at http://127.0.0.1:5080/docs while the service runs. Remove $folder to forget the demo.
END
