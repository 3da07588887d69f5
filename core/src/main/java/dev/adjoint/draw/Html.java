package dev.adjoint.draw;

/// An SVG in a page of its own: drag to move, the wheel zooms, a box under the pointer says where
/// it comes from. Needs nothing from the net.
final class Html {
  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>@title@</title>
      <style>
      html, body { margin: 0; height: 100%; overflow: hidden; background: #f1f5f9 }
      svg { width: 100%; height: 100%; cursor: grab }
      .box:hover rect { filter: brightness(.95) }
      #tip { position: fixed; display: none; padding: 6px 10px; border-radius: 6px; white-space: pre;
        background: #0f172a; color: #f8fafc; font: 12px/1.5 ui-monospace, monospace; pointer-events: none }
      </style>
      </head>
      <body>
      <div id="tip"></div>
      @picture@<script>
      const svg = document.querySelector('svg'), tip = document.getElementById('tip');
      svg.querySelectorAll('title').forEach(t => { t.parentNode.dataset.tip = t.textContent; t.remove(); });
      let [x, y, w, h] = svg.getAttribute('viewBox').split(' ').map(Number), held = null;
      const show = () => svg.setAttribute('viewBox', [x, y, w, h].join(' '));
      const scale = () => Math.max(w / svg.clientWidth, h / svg.clientHeight);
      svg.onpointerdown = e => { held = [e.clientX, e.clientY]; svg.setPointerCapture(e.pointerId); };
      svg.onpointerup = () => held = null;
      svg.onpointermove = e => {
        if (held) {
          x -= (e.clientX - held[0]) * scale(); y -= (e.clientY - held[1]) * scale();
          held = [e.clientX, e.clientY]; show();
        }
        const box = document.elementFromPoint(e.clientX, e.clientY)?.closest('[data-tip]');
        tip.style.display = box ? 'block' : 'none';
        if (box) { tip.textContent = box.dataset.tip; tip.style.left = e.clientX + 14 + 'px'; tip.style.top = e.clientY + 14 + 'px'; }
      };
      svg.onwheel = e => {
        e.preventDefault();
        const k = Math.exp(e.deltaY / 500), p = new DOMPoint(e.clientX, e.clientY).matrixTransform(svg.getScreenCTM().inverse());
        x = p.x + (x - p.x) * k; y = p.y + (y - p.y) * k; w *= k; h *= k; show();
      };
      </script>
      </body>
      </html>
      """;

  private Html() {}

  static String of(Picture picture) {
    return PAGE.replace("@title@", "A graph of " + picture.boxes().size() + " boxes")
        .replace("@picture@", Svg.of(picture));
  }
}
