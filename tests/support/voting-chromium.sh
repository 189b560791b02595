#!/bin/sh
# The Chromium an app under test starts (VANGUARD_CHROMIUM): as it is, but the voting window, told by its incognito mode, has no screen here and is driven by the test.
for argument in "$@"; do
  if [ "$argument" = --incognito ]; then
    exec "$VANGUARD_REAL_CHROMIUM" "$@" --headless --remote-debugging-port=0
  fi
done
exec "$VANGUARD_REAL_CHROMIUM" "$@"
