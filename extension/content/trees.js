// Walking the page as it is drawn: through shadow roots, open and closed, which no page script can hide from us.

/**
 * @param {Element} element
 * @returns {ShadowRoot | null}
 */
function shadowOf(element) {
  if (!(element instanceof HTMLElement)) return null;
  if ('openOrClosedShadowRoot' in element) return /** @type {ShadowRoot | null} */ (element.openOrClosedShadowRoot); // Firefox
  try {
    return chrome.dom.openOrClosedShadowRoot(element);
  } catch {
    return element.shadowRoot;
  }
}

/**
 * @param {Node} node
 * @returns {Element | null} the element around it, out of its shadow root too
 */
function parentOf(node) {
  if (node.parentElement) return node.parentElement;
  const root = node.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/**
 * The node itself and everything around it, innermost first.
 * @param {Node | null} node
 * @returns {Generator<Element>}
 */
function* outward(node) {
  let at = node instanceof Element ? node : node && parentOf(node);
  while (at) {
    yield at;
    at = parentOf(at);
  }
}

/**
 * Every shadow root below a node, nested ones too. To ask a large page takes long: null is given now and then instead.
 * @param {ParentNode & Node} top
 * @returns {Generator<ShadowRoot | null>}
 */
function* rootsWithin(top) {
  const all = top.querySelectorAll('*');
  let asked = 0;
  for (const element of top instanceof Element ? [top, ...all] : all) {
    const root = shadowOf(element);
    if (root) yield root;
    if (root) yield* rootsWithin(root);
    if (++asked % 100 === 0) yield null;
  }
}

/**
 * The element an event really began at. At the window, an event from a closed shadow root names only its host.
 * @param {Event} event
 * @returns {Element | null}
 */
function originOf(event) {
  const first = event.composedPath()[0];
  let at = first instanceof Element ? first : first instanceof Node ? parentOf(first) : null;
  for (let root = at && shadowOf(at); at && root; root = shadowOf(at)) {
    const inner = pointed(event, root) ?? root.activeElement ?? filledSlot(root);
    if (!inner || inner === at) break;
    at = inner;
  }
  return at;
}

/**
 * @param {Event} event
 * @param {ShadowRoot} root
 */
function pointed(event, root) {
  const touch = 'changedTouches' in event ? /** @type {TouchEvent} */ (event).changedTouches[0] : null;
  const at = touch ?? (event instanceof MouseEvent ? event : null);
  if (!at || (at.clientX === 0 && at.clientY === 0)) return null;
  const found = root.elementFromPoint(at.clientX, at.clientY);
  return found?.getRootNode() === root ? found : null;
}

/**
 * Words that a component was given are drawn in its slot: a press on them is a press there.
 * @param {ShadowRoot} root
 */
function filledSlot(root) {
  return [...root.querySelectorAll('slot')].find((slot) => slot.assignedNodes().length > 0) ?? null;
}

/** @returns {Element | null} what has the focus, inside shadow roots too */
function focused() {
  let at = document.activeElement;
  for (let root = at && shadowOf(at); at && root?.activeElement; root = shadowOf(at)) at = root.activeElement;
  return at;
}

/**
 * @param {Element} element
 * @returns {boolean} whether a person can see it and type in it
 */
function isShown(element) {
  const box = element.getBoundingClientRect();
  if (box.width < 24 || box.height < 10) return false;
  return element.checkVisibility?.({ visibilityProperty: true }) ?? true;
}

/**
 * The selection that holds the caret of an element, which a shadow root may keep for itself.
 * @param {Element} element
 * @returns {Selection | null}
 */
function selectionOf(element) {
  const root = element.getRootNode();
  const own = root instanceof ShadowRoot ? root.getSelection?.() : null;
  return own ?? element.ownerDocument.getSelection();
}
