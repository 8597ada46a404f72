#!/bin/sh
# record.sh - bifolio snippets record: tapes, made of what real tools answer.
. "$(dirname "$0")/../cli/harness"

export TMPDIR="$tmp/temporary" HOME="$tmp/home"
mkdir -p "$TMPDIR" "$HOME" "$tmp/bin" content
chmod 755 "$tmp" "$tmp/work" "$TMPDIR"
printf 'title: T\nbase_url: https://site.example\nlanguages: [en]\n' \
	>bifolio.yaml
echo from the home >"$HOME/setting"
cat >"$tmp/bin/cluster" <<'END'
#!/bin/sh
case $1 in
--version) echo "cluster version v1.29.3" ;;
pods) printf 'db-0 Running\nweb-1 Failed\n' ;;
count)
	n=$(cat "$HOME/n" 2>/dev/null || echo 0)
	echo $((n + 1)) | tee "$HOME/n"
	;;
setting) cat "$HOME/setting" ;;
apply) tr a-z A-Z; echo "warning: applied" >&2 ;;
login) printf 'user: me\ntoken: abc123\n' ;;
key) echo "AKIAIOSFODNN7EXAMPLE" ;;
binary) printf 'a\001b\n' ;;
fail) echo "no $2" >&2; exit 4 ;;
esac
END
chmod 755 "$tmp/bin/cluster"
PATH="$tmp/bin:$PATH"

page() {
	{
		printf -- '---\ntitle: A\n---\n```sh {#it .run tape=prod %s}\n' "$1"
		cat
		printf '```\n'
	} >content/a.en.md
}

page tool=cluster,awk <<'END'
cluster pods | awk '$2 != "Running" { print $1 }'
cluster pods >/dev/null
cluster count; cluster count
cluster setting
echo hello | cluster apply -
cluster login
cluster fail 'a thing' || echo "failed: $?"
END
run snippets record it
is "a tape is recorded" 0 "content/tapes/prod.tape" ''
is "... and what came is shown" 0 "web-1" ''
today=$(date +%Y-%m-%d)
cat >"$tmp/wanted" <<END
tape 1
origin recorded $today
tool cluster 1.29.3

\$ cluster pods
| db-0 Running
| web-1 Failed
= 0

\$ cluster count
| 1
= 0

\$ cluster count
| 2
= 0

\$ cluster setting
| from the home
= 0

\$ cluster apply -
< $(echo hello | sha256sum | cut -d' ' -f1)
| HELLO
! warning: applied
= 0

\$ cluster login
| user: me
| token: REDACTED
= 0

\$ cluster fail 'a thing'
! no a thing
= 4
END
holds "it says what was called, once where it is the same" \
	diff "$tmp/wanted" content/tapes/prod.tape
mv "$tmp/bin/cluster" "$tmp/bin/away"
run snippets run -v
is "it answers where the tool is not" 0 "replayed 1, failed 0; " ''
run snippets test --frozen
is "... as often as one likes" 0 "replayed 1, failed 0; " ''
run snippets record it
is "without the tool nothing is recorded" 1 '' "there is no 'cluster' here to be recorded [record-missing]"
mv "$tmp/bin/away" "$tmp/bin/cluster"

cp content/tapes/prod.tape "$tmp/before"
page tool=cluster <<'END'
cluster key >/dev/null
END
run snippets record it
is "a key is not recorded" 1 '' "looks like a secret (AWS) [record-secret]"
page tool=cluster <<'END'
cluster binary
END
run snippets record it
is "what is not text is not recorded" 1 '' "[record-binary]"
page tool=cluster <<'END'
echo nothing
END
run snippets record it
is "nothing was called" 1 '' "'it' called none of: cluster [record-none]"
holds "... and the tape is as it was" cmp -s "$tmp/before" content/tapes/prod.tape
rm content/tapes/prod.tape
page '' <<'END'
cluster pods
END
run snippets record it
is "no tool is named" 2 '' "[record-no-tool]"
run snippets record it --tool cluster --tape other
is "... or it is typed" 0 "content/tapes/other.tape" ''
run snippets record itt --tape x
is "a snippet that is not there" 2 '' "did you mean 'it'?"
run snippets record it --tool cluster --tape ../x
is "a tape elsewhere" 2 '' "[record-no-tape]"
sed -i 's/ tape=prod//' content/a.en.md
run snippets record it --tool cluster
is "no tape is named" 2 '' "[record-no-tape]"
holds "nothing is left" [ -z "$(ls -A "$TMPDIR")" ]

finish
