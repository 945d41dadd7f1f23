# What a user does at the window, by the keyboard, on a screen of memory. Run inside the clean Debian by install_test.py:
#
#   sh -c "$(cat window_user.sh)" user LOG           starts the window, waits for its engine, quits
#   sh -c "$(cat window_user.sh)" user LOG "WORDS"   goes through the welcome, says WORDS, waits for the answer, quits
#
# Prints the milliseconds from the command to the window on the screen, and those of the processor that its process used.
set -eu
log=$1
words=${2:-}

patiently() {  # until the words in $1 succeed, five minutes at the most
    n=0
    until eval "$1"; do
        n=$((n + 1))
        [ "$n" -lt 3000 ] || { echo "it never came: $1" >&2; tail -n 5 "$log" /tmp/window.log >&2; exit 1; }
        sleep .1
    done
}
count() { grep -c "$1" "$log" 2>/dev/null || true; }
on_screen() { xdotool search --onlyvisible --name '^Dormouse$' 2>/dev/null | head -n 1 | grep .; }

rm -f /tmp/.X7-lock /tmp/.X11-unix/X7  # of a trial that was killed; nobody else lives here
Xvfb :7 -screen 0 1280x800x24 >/dev/null 2>&1 &
export DISPLAY=:7
patiently 'xdotool getmouselocation >/dev/null 2>&1'
greeted=$(count 'Hello.*: done')
begun=$(date +%s%N)
dormouse >/tmp/window.log 2>&1 &
window=$!
until on_screen >/dev/null; do sleep .03; done  # each look is three processes, on the processors that the start wants
echo $((($(date +%s%N) - begun) / 1000000)) $((($(cut -d ' ' -f 14,15 "/proc/$window/stat" | tr ' ' +)) * 10))
patiently '[ "$(count "Hello.*: done")" -gt "${greeted:-0}" ]'
xdotool windowfocus --sync "$(on_screen)"  # there is no window manager here that would give it
sleep 1
if [ -n "$words" ]; then
    for page in 1 2 3; do xdotool key Return; sleep 1; done
    said=$(count 'Say .*: done')
    xdotool type --delay 15 "$words"
    xdotool key Return
    patiently '[ "$(count "Say .*: done")" -gt "${said:-0}" ]'
    sleep 1
fi
xdotool key ctrl+q
wait "$window"
