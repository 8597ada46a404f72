# which are not ready
jq -r '.items[] | select(.ready | not) | .name' pods.json
