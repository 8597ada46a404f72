# bifolio
#
#   make              the program, ./bifolio
#   make site         the journal, in public/
#   make engines      what runs snippets in the reader's browser; asks npm
#   make test         every test, under the address and undefined sanitizers
#   make bench        against Hugo, in memory
#   make golden       what tests/golden expects, made anew and shown
#   make check-style  clang-format and clang-tidy
#   make install      PREFIX=/usr/local DESTDIR=
#   make deps clean
#
# MODE=release (default), asan, tsan or debug: each has its own .build/MODE.

.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all

MODE   ?= release
PREFIX ?= /usr/local
OUT    := .build/$(MODE)
CC     := $(if $(filter default,$(origin CC)),cc,$(CC))

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wvla -Wconversion -Wno-sign-conversion
CFLAGS_release := -O2 -g
CFLAGS_debug   := -O0 -g -DARENA_POISON
CFLAGS_asan    := -O1 -g -fsanitize=address,undefined -DARENA_POISON \
	-fno-sanitize-recover=all -fno-omit-frame-pointer
CFLAGS_tsan    := -O1 -g -fsanitize=thread
CFLAGS         ?= $(CFLAGS_$(MODE))
BASE_FLAGS     := -std=c17 -D_POSIX_C_SOURCE=200809L -pthread -Isrc -MMD -MP
# Where highlighting finds its lexers, unless the site says otherwise.
LEXER_FLAGS     = -DBIFOLIO_LEXERS='"$(LEXERS)"'

# What pkg-config says of the libraries; making it also finds what is missing.
ifneq ($(MAKECMDGOALS),clean)
include .build/libs.mk
endif
.build/libs.mk: src/deps.sh
	@mkdir -p $(@D)
	@sh src/deps.sh build >$@

LIB  := $(OUT)/libbifolio.a
BIN  := $(if $(filter release,$(MODE)),bifolio,$(OUT)/bifolio)
ROOMS := base diag os data snippet markdown template plugin site build runner serve cli
OBJ  := $(patsubst %.c,$(OUT)/%.o,$(sort $(wildcard $(ROOMS:%=src/%/*.c)))) $(OUT)/builtin.o
UNIT := $(patsubst tests/unit/%.c,$(OUT)/%,$(sort $(wildcard tests/unit/test_*.c)))
EMBED := $(sort $(shell find themes/folio src/cli/sample src/serve/client -type f 2>/dev/null))

lib: $(LIB)

.PHONY: all bench-programs lib deps engines site test unit bench golden check-style format install clean

all: $(BIN)

$(BIN): $(OUT)/src/main.o $(LIB)
	$(CC) $(CFLAGS) -o $@ $^ $(PKG_LIBS)

$(LIB): $(OBJ)
	@rm -f $@
	ar rcs $@ $^

$(OUT)/%.o: %.c .build/libs.mk
	@mkdir -p $(@D)
	$(CC) $(BASE_FLAGS) $(WARN) $(CFLAGS) $(PKG_CFLAGS) -c -o $@ $<

$(OUT)/src/site/config.o: CFLAGS += $(LEXER_FLAGS)

# The default theme, the sample site and the script of serve, as bytes in the program.
$(OUT)/builtin.c: src/embed.sh $(EMBED)
	@mkdir -p $(@D)
	sh src/embed.sh $(EMBED) >$@

$(OUT)/builtin.o: $(OUT)/builtin.c
	$(CC) $(BASE_FLAGS) $(CFLAGS) -c -o $@ $<

$(OUT)/test_%: tests/unit/test_%.c $(LIB)
	$(CC) $(BASE_FLAGS) -Itests/unit $(WARN) $(CFLAGS) $(PKG_CFLAGS) \
		-o $@ $< $(LIB) $(PKG_LIBS) -lcmocka

unit: $(LIB) $(UNIT)

deps:
	@sh src/deps.sh build test >/dev/null

# Without npm there are none: no button offers to run anything, no more is lost.
ENGINES := .build/engines/engines.json
engines: $(ENGINES)
$(ENGINES): $(wildcard src/engines/*.js* src/engines/*.mjs src/engines/*.txt)
	@mkdir -p .build/npm
	@cp src/engines/package.json src/engines/package-lock.json .build/npm
	npm ci --prefix .build/npm --ignore-scripts --no-audit --no-fund --silent
	node src/engines/layout.mjs .build/engines .build/npm/node_modules

site: all
	@! command -v npm >/dev/null || $(MAKE) -s engines || \
		echo "site: npm could not fetch the engines; the site is built without"
	./bifolio build

test:
	@sh tests/run.sh

# For the bench: the least a build could do, and one page alone.
bench-programs: $(OUT)/floor $(OUT)/page
$(OUT)/floor $(OUT)/page: $(OUT)/%: tests/bench/%.c $(LIB)
	$(CC) $(BASE_FLAGS) $(WARN) $(CFLAGS) $(PKG_CFLAGS) -o $@ $< $(LIB) \
		$(PKG_LIBS)

bench: all bench-programs
	sh tests/bench/run.sh

golden:
	$(MAKE) -s MODE=asan all
	sh tests/golden/run.sh --update

check-style:
	@sh tests/style.sh

format:
	clang-format -i $(wildcard src/*.c src/*/*.[ch] tests/*/*.[ch])

SHARE := $(DESTDIR)$(PREFIX)/share
install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/man/man1 $(SHARE)/man/it/man1 \
		$(SHARE)/bash-completion/completions $(SHARE)/zsh/site-functions \
		$(SHARE)/fish/vendor_completions.d
	install -m 755 bifolio $(DESTDIR)$(PREFIX)/bin/bifolio
	LC_ALL=C ./bifolio help --man >$(SHARE)/man/man1/bifolio.1
	LC_ALL=it_IT ./bifolio help --man >$(SHARE)/man/it/man1/bifolio.1
	LC_ALL=C ./bifolio completions bash \
		>$(SHARE)/bash-completion/completions/bifolio
	LC_ALL=C ./bifolio completions zsh >$(SHARE)/zsh/site-functions/_bifolio
	LC_ALL=C ./bifolio completions fish \
		>$(SHARE)/fish/vendor_completions.d/bifolio.fish

clean:
	rm -rf .build bifolio

-include $(shell find .build/$(MODE) -name '*.d' 2>/dev/null)
