# quali non sono pronti
jq -r '.items[] | select(.ready | not) | .name' pods.json
