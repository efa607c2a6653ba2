#!/usr/bin/env python3
"""The report page in a real browser: report_test.py SAMPLE_REPORT_PROGRAM

Renders sample reports in headless Chromium and looks at the page that results. Exit 77 (skipped) without Chromium,
but a failure under CI=true.
"""
import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zlib

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-component-update", "--hide-scrollbars",
         "--virtual-time-budget=4000"]
MEASURE_COUNT = 36


def browser():
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if shutil.which(name):
            return name
    if os.environ.get("CI") == "true":
        sys.exit("FAILED: no Chromium, and CI=true")
    print("SKIPPED: no Chromium on this machine; install chromium to run the browser test")
    sys.exit(77)


def chromium(page, folder, *flags):
    with tempfile.TemporaryDirectory(dir=folder) as profile:
        command = [browser(), *FLAGS, f"--user-data-dir={profile}", *flags, "file://" + page]
        return subprocess.run(command, capture_output=True, text=True, timeout=120)


def check(holds, what):
    if not holds:
        sys.exit("FAILED: " + what)
    print("ok: " + what)


def root_attribute(dom, name):
    found = re.search(r"<html[^>]*\bdata-%s=\"([^\"]*)\"" % name, dom)
    return None if found is None else html.unescape(found.group(1))


def text_of(dom):
    """What a person reads: scripts and styles out, tags out."""
    dom = re.sub(r"<(script|style)\b.*?</\1>", "", dom, flags=re.S)
    return html.unescape(re.sub(r"<[^>]*>", " ", dom))


def png_pixels(path):
    """Rows of RGB bytes of an 8-bit PNG without interlace, as Chromium writes it."""
    data = open(path, "rb").read()
    width, height = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    channels = {2: 3, 6: 4}[data[25]]
    at, packed = 8, b""
    while at < len(data):
        size = int.from_bytes(data[at:at + 4], "big")
        if data[at + 4:at + 8] == b"IDAT":
            packed += data[at + 8:at + 8 + size]
        at += size + 12
    raw, stride, above, rows = zlib.decompress(packed), width * channels, bytes(width * channels), []
    for y in range(height):
        kind, row = raw[y * (stride + 1)], bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
        for i in range(stride):
            a = row[i - channels] if i >= channels else 0
            b = above[i]
            c = above[i - channels] if i >= channels else 0
            if kind == 1:
                row[i] = (row[i] + a) & 255
            elif kind == 2:
                row[i] = (row[i] + b) & 255
            elif kind == 3:
                row[i] = (row[i] + (a + b) // 2) & 255
            elif kind == 4:
                p = a + b - c
                pa, pb, pc = abs(p - a), abs(p - b), abs(p - c)
                row[i] = (row[i] + (a if pa <= pb and pa <= pc else b if pb <= pc else c)) & 255
        above = bytes(row)
        rows.append([bytes(row[i:i + 3]) for i in range(0, stride, channels)])
    return rows


def rendered(program, case, folder):
    page = os.path.join(folder, case + ".html")
    subprocess.run([program, case, page], check=True)
    result = chromium(page, folder, "--dump-dom")
    dom = result.stdout
    check(root_attribute(dom, "ready") == "true", f"{case}: the page ran to its end")
    check(root_attribute(dom, "problems") == "", f"{case}: no error, no forbidden request: {root_attribute(dom, 'problems')!r}")
    return dom


def test_complete(program, folder):
    for case, word in (("keep", "Keep"), ("review", "Review"), ("reject", "Reject")):
        dom = rendered(program, case, folder)
        check(f"<strong>{word}</strong>" in dom, f"{case}: the verdict is the word {word}")
        rows = re.findall(r'<li class="measure"[^>]*data-measure="(\w+)".*?</li>', dom, flags=re.S)
        check(len(set(rows)) == MEASURE_COUNT == len(rows), f"{case}: {len(rows)} measures, each once")
        sentences = re.findall(r'<div class="detail"[^>]*><p>([^<]+)</p>', dom)
        check(len(sentences) == MEASURE_COUNT, f"{case}: every measure has a sentence about it")
        pictures = set(re.findall(r'data-picture="(\w+)"', dom))
        check(pictures == {"waveform", "spectrogram", "loudness", "pitch", "time"}, f"{case}: all pictures are there")
    kept = rendered(program, "keep", folder)
    words = kept[kept.index('id="words"'):kept.index('id="measures"')]
    check(words.count('class="rest"') == 2, "keep: both rests are marked between the words")
    check(words.count("heard unsurely\"") == 2 and "<u " in words, "keep: doubtful words are underlined and say so")
    check("heard by pocketsphinx:en-us" in words, "keep: it says who heard the words")
    check("no engine is installed" in dom, "reject: words that are not there say why")
    check("no transcript was made" in dom.lower(), "reject: a measure without a value says why")
    check("13 clipped places" in text_of(dom), "reject: the marks are counted in the legend")


def test_hostile(program, folder):
    dom = rendered(program, "hostile", folder)
    check(root_attribute(dom, "hacked") is None, "hostile: no foreign script ran")
    check("<img" not in dom, "hostile: no foreign element")
    check(text_of(dom).count("<img src=x onerror=alert(1)>") >= 7, "hostile: the attacks are shown as the text they are")


def test_empty(program, folder):
    dom = rendered(program, "empty", folder)
    check("<strong>Reject</strong>" in dom, "empty: the verdict is there")
    check("NaN" not in text_of(dom) and "undefined" not in text_of(dom), "empty: no made-up number")


def vivid_colours(page, folder, width):
    """Text and lines are greys and a few hues; the spectrogram brings its whole ramp."""
    shot = os.path.join(folder, "shot.png")
    chromium(page, folder, f"--window-size={width},1400", f"--screenshot={shot}")
    colours = {pixel for row in png_pixels(shot) for pixel in row}
    return sum(1 for r, g, b in colours if max(r, g, b) - min(r, g, b) > 60)


def test_pictures(program, folder):
    pages = {}
    for case in ("keep", "empty"):
        pages[case] = os.path.join(folder, case + ".html")
        subprocess.run([program, case, pages[case]], check=True)
    for width in (360, 1280):
        full, empty = (vivid_colours(pages[case], folder, width) for case in ("keep", "empty"))
        check(full > 3 * empty + 300, f"{width} px wide: the spectrogram is painted ({full} vivid colours, {empty} without)")


def probed(page, folder, script, width=1280):
    """What a script of the test finds in the page at that width, as text; the script sets `out`.

    The page stands in a frame, because a headless window cannot be narrower than 500 pixels.
    """
    inner, outer = (os.path.join(folder, name) for name in ("inner.html", "outer.html"))
    with open(page, encoding="utf-8") as source, open(inner, "w", encoding="utf-8") as target:
        probe = f"<script>addEventListener('load', () => {{ let out = ''; {script}; parent.postMessage(String(out), '*'); }});</script></body>"
        target.write(source.read().replace("</body>", probe))
    with open(outer, "w", encoding="utf-8") as target:
        target.write(f"""<!doctype html><script>addEventListener('message', (e) => {{ document.documentElement.dataset.probe = e.data; }});
            </script><iframe src="inner.html" width="{width}" height="900" style="border:0"></iframe>""")
    return root_attribute(chromium(outer, folder, "--dump-dom", "--window-size=2000,1000").stdout, "probe")


def test_use(program, folder):
    page = os.path.join(folder, "keep.html")
    subprocess.run([program, "keep", page], check=True)
    for width in (360, 768, 1100, 1920):
        seen = probed(page, folder, "out = innerWidth + ' ' + document.documentElement.scrollWidth", width)
        check(seen is not None and int(seen.split()[0]) == width, f"{width} px wide: the frame is that wide ({seen})")
        check(int(seen.split()[1]) <= width, f"{width} px wide: nothing runs off the side ({seen})")
    said = probed(page, folder, """
        const stack = document.querySelector('.stack');
        stack.focus();
        for (let i = 0; i < 8; i++) stack.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight', shiftKey: true}));
        out = stack.getAttribute('aria-valuetext')""")
    check(re.search(r"4\.80 s.*LUFS.*pitch \d+ Hz", said or "") is not None, f"the arrow keys read the pictures: {said!r}")
    shown = probed(page, folder, """
        const row = document.querySelector('[data-measure=snr_db]');
        const detail = row.querySelector('.detail');
        const before = getComputedStyle(detail).display;
        row.focus();
        out = before + ' ' + getComputedStyle(detail).display""")
    check(shown == "none grid", f"a focused measure shows its sentence: {shown!r}")
    theme = probed(page, folder, """
        const was = document.documentElement.dataset.theme;
        document.getElementById('theme').click();
        out = was !== document.documentElement.dataset.theme""")
    check(theme == "true", "the button changes light and dark")


def luminance(colour):
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def test_contrast(program, folder):
    """Standard: WCAG 2.1, 1.4.3, AA: 4.5 to 1 for text."""
    page = os.path.join(folder, "keep.html")
    subprocess.run([program, "keep", page], check=True)
    style = re.search(r"<style>(.*?)</style>", open(page, encoding="utf-8").read(), flags=re.S).group(1)
    for theme, selector in (("light", r":root"), ("dark", r':root\[data-theme="dark"\]')):
        block = re.search(selector + r" \{(.*?)\}", style, flags=re.S).group(1)
        colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", block))
        worst = min((max(luminance(colours[a]), luminance(colours[b])) + 0.05) / (min(luminance(colours[a]), luminance(colours[b])) + 0.05)
                    for a in ("ink", "soft", "accent", "keep", "review", "reject") for b in ("paper", "surface"))
        check(worst >= 4.5, f"{theme}: the lowest contrast of text is {worst:.2f} to 1")


def main():
    browser()
    with tempfile.TemporaryDirectory() as folder:
        for test in (test_complete, test_hostile, test_empty, test_pictures, test_use, test_contrast):
            test(sys.argv[1], folder)


main()
