// Where everything we draw lives: one closed shadow root at the end of the page, or of the layer in front of it.

/** @type {{host: HTMLElement, root: ShadowRoot} | null} */
let stage = null;

/**
 * @param {Element | null} [near] what we draw for; a modal dialog around it makes the rest of the page inert, and a popover
 *   closes when anything outside of it is pressed
 * @returns {ShadowRoot}
 */
function stageRoot(near = null) {
  if (!stage) {
    const host = document.createElement('div');
    const root = host.attachShadow({ mode: 'closed' });
    dress(root, LOOK + PICTURE_LOOK);
    for (const type of ['keydown', 'keypress', 'keyup', 'input', 'pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'focusin']) {
      root.addEventListener(type, (event) => event.stopPropagation());
    }
    stage = { host, root };
  }
  const parent = dialogAround(near) ?? document.documentElement;
  if (stage.host.parentElement !== parent) parent.append(stage.host);
  stage.host.lang = document.documentElement.lang || 'zh';
  return stage.root;
}

/**
 * @param {Element | null} near
 * @returns {Element | null}
 */
function dialogAround(near) {
  for (const at of outward(near)) if (at.matches('dialog:modal, [popover]:popover-open')) return at;
  return null;
}

/** Takes away everything that we draw. */
function strikeStage() {
  stage?.host.remove();
  stage = null;
}

/**
 * @param {Event} event
 * @returns {boolean} whether it happened in something we draw
 */
function isOnStage(event) {
  return stage !== null && event.composedPath().includes(stage.host);
}

/**
 * Gives a shadow root a style sheet; by an element where a constructed sheet is refused (Firefox).
 * @param {ShadowRoot} root
 * @param {string} css
 */
function dress(root, css) {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    const style = document.createElement('style');
    style.textContent = css;
    root.append(style);
  }
}
