#!/bin/sh
# hostile.sh - code that attacks is stopped and told at its line; nothing
# outside is changed, nothing goes on.
. "$(dirname "$0")/../cli/harness"

export TMPDIR="$tmp/temporary"
mkdir "$TMPDIR" "$tmp/home" content
chmod 755 "$tmp" "$tmp/work"
chmod 777 "$TMPDIR" "$tmp/home"
echo secret >"$tmp/home/secret"
chmod 644 "$tmp/home/secret"
printf 'title: T\nbase_url: https://site.example\nlanguages: [en]\n' \
	>bifolio.yaml

# attack NAME LANGUAGE ATTRIBUTES: runs the code on standard input, which stands
# from line 5 on.
attack() {
	{
		printf -- '---\ntitle: A\n---\n```%s {#it .run %s}\n' "$2" "$3"
		cat
		printf '```\n'
		[ ! -s "$tmp/expected" ] ||
			{ printf '```output\n'; cat "$tmp/expected"; printf '```\n'; }
	} >content/a.en.md
	: >"$tmp/expected"
	name=$1
	before=$(ls -A "$tmp/home" "$TMPDIR"; cat "$tmp/home/secret")
	run snippets run
	after=$(ls -A "$tmp/home" "$TMPDIR"; cat "$tmp/home/secret")
}

# How the attack ended, and that all is as it was.
stopped() {
	is "$name" "$@"
	holds "... and nothing has changed" [ "$before" = "$after" ]
}

: >"$tmp/expected"
marker=97531$$
alive() {
	cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\0' ' ' |
		grep -q "slee[p] $marker"
}

attack "an endless loop" sh timeout=1s <<-'END'
	while :; do :; done
END
stopped 1 '*' "content/a.en.md:4:8: error: 'it' was stopped: it did not end within 1 s [run-late]"

attack "one that ignores signals" sh timeout=1s <<-END
	trap '' TERM HUP INT
	while :; do sleep $marker; done
END
stopped 1 '*' "did not end within 1 s"
holds "... nor does it live on" [ "$(alive && echo yes)" = "" ]

attack "a fork bomb" sh timeout=1s <<-'END'
	bomb() { bomb | bomb & }
	bomb
	while :; do :; done
END
stopped 1 '*' "content/a.en.md:4:8: error: 'it' "

attack "a fork bomb in bash" bash timeout=2s <<-'END'
	:(){ :|:& };:
	while true; do true; done
END
stopped 1 '*' "content/a.en.md:4:10: error: 'it' "

attack "memory without end" python timeout=10s <<-'END'
	x = []
	while True:
	    x.append(bytearray(50_000_000))
END
stopped 1 '*' "MemoryError"

attack "memory without end, by many" python timeout=20s <<-'END'
	import os
	for i in range(30):
	    if os.fork() == 0:
	        x = bytearray(500_000_000)
	        for at in range(0, len(x), 4096):
	            x[at] = 1
	        while True:
	            pass
	for i in range(30):
	    os.wait()
END
stopped 1 '*' "content/a.en.md:4:12: error: 'it' was stopped: it held more than 2 GB of memory [run-heavy]"

attack "a disk filled" sh timeout=10s <<-'END'
	i=0
	while head -c 20M /dev/zero >file$i; do i=$((i + 1)); done
END
stopped 0 '*' ''

attack "... and told, if it says so" sh timeout=10s <<-'END'
	head -c 20M /dev/zero >a && head -c 20M /dev/zero >b &&
		head -c 20M /dev/zero >c && head -c 20M /dev/zero >d
END
stopped 1 '*' "No space left on device"

attack "a file without end" sh timeout=10s <<-'END'
	cat /dev/zero >a
END
stopped 1 '*' "content/a.en.md:4:8: error: 'it' ended with status"

attack "output without end" sh timeout=10s <<-'END'
	yes
END
stopped 1 '*' "content/a.en.md:4:8: error: 'it' was stopped: it printed more than 1024 KB [run-flooded]"

attack "reading the home folder" sh '' <<-END
	cat "$tmp/home/secret"
END
stopped 1 '*' "No such file or directory"

echo "no home, no password" >"$tmp/expected"
attack "... and others'" sh '' <<-'END'
	ls /root /home/* /etc/shadow /var 2>/dev/null && echo home
	cat ~/.ssh/id_* ~/.netrc ~/.aws/credentials 2>/dev/null
	env | grep -i secret
	echo no home, no password
END
SECRET=much stopped 0 '*' ''

if command -v python3 >/dev/null; then
	echo "nobody to talk to" >"$tmp/expected"
	attack "sockets" python '' <<-'END'
		import socket
		for host in ("1.1.1.1", "127.0.0.1", "::1"):
		    for port in (22, 53, 80, 443):
		        try:
		            socket.create_connection((host, port), 0.2)
		            print("connected to", host, port)
		        except OSError:
		            pass
		print("nobody to talk to")
	END
	stopped 0 '*' ''
fi

attack "signals to whoever started it" sh '' <<-END
	kill -9 $$ 1 \$PPID 2>/dev/null
	kill -9 -1
END
stopped 1 '*' "content/a.en.md:4:8: error: 'it' "

attack "a process left behind" sh '' <<-END
	sleep $marker &
END
stopped 1 '*' "content/a.en.md:4:8: error: 'it' leaves a process behind: sleep [run-left]"
holds "... does not live on" [ "$(alive && echo yes)" = "" ]

attack "a process that hides" sh '' <<-END
	setsid sh -c 'trap "" TERM HUP; sleep $marker' >/dev/null 2>&1 </dev/null &
	sleep 0.1
END
stopped 1 '*' "leaves a process behind: "
holds "... does not live on" [ "$(alive && echo yes)" = "" ]

echo "none" >"$tmp/expected"
attack "a link out of its folder" sh '' <<-END
	ln -s "$tmp/home" out
	(echo changed >out/secret) 2>/dev/null
	cat out/secret 2>/dev/null || echo none
END
stopped 0 '*' ''

echo "none" >"$tmp/expected"
attack "the way out by /proc" sh '' <<-END
	for p in /proc/[0-9]*/root /proc/[0-9]*/cwd; do
		cat "\$p$tmp/home/secret" 2>/dev/null && echo read
	done
	echo none
END
stopped 0 '*' ''

attack "a change to the script that runs it" sh '' <<-'END'
	echo 'echo mine' >/snippet/run.sh
END
stopped 1 '*' "Read-only file system"

if command -v unshare >/dev/null; then
	echo "none" >"$tmp/expected"
	attack "root in a namespace of its own" sh sandbox=netns <<-END
		mount -o remount,rw /usr 2>/dev/null && touch /usr/changed
		mknod disk b 254 0 2>/dev/null && head -c 1 disk >/dev/null && echo read
		cat "$tmp/home/secret" 2>/dev/null
		echo none
	END
	stopped 0 '*' ''
	echo "lo" >"$tmp/expected"
	attack "... which can do what it teaches" sh sandbox=netns <<-'END'
		ip netns add blue
		ip netns exec blue ip -br link | cut -d' ' -f1
	END
	stopped 0 '*' ''
fi

PATH="$tmp/nothing" run snippets run
is "no bubblewrap: nothing is run" 3 '' "there is no sandbox, and nothing is run without one"
mkdir "$tmp/broken"
printf '#!/bin/sh\necho "bwrap: No permissions to create new namespace" >&2\nexit 1\n' \
	>"$tmp/broken/bwrap"
chmod 755 "$tmp/broken/bwrap"
PATH="$tmp/broken:$PATH" run snippets test
is "no namespaces: nothing is run" 3 '' "[sandbox-fails]"
: >"$tmp/expected"
attack "without a sandbox" sh '' <<-'END'
	echo hello
END
run snippets test --sandbox=none
is "... only if that is typed" 0 'ran 1,' ''
holds "... and nothing is left" [ -z "$(ls -A "$TMPDIR")" ]

finish
