#!/usr/bin/env bash
# Makes the placeholder packages beside this file from the folder `sources`.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp -r "$here/sources/." "$work"
dotnet pack "$work/Microsoft.SqlServer.Server" --configuration Release --output "$here"
for package in Microsoft.Identity.Client.Broker Mono.TextTemplating Microsoft.VisualStudio.SolutionPersistence; do
  dotnet pack "$work/$package/$package.nuspec" --output "$here"
done
