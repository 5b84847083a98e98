// Finding the places where posts are written, as the page makes them, and keeping hold of them by identity.

/** @typedef {{fields: Map<HTMLElement, Field>, roots: Set<Document | ShadowRoot>, catchUp: () => void, find: (element: HTMLElement) => Field | undefined}} Finder */

/**
 * @param {ConstructorParameters<typeof Field>[2]} session
 * @returns {Finder}
 */
function startFinding(session) {
  /** @type {Map<HTMLElement, Field>} */
  const fields = new Map();
  /** @type {Set<Document | ShadowRoot>} */
  const roots = new Set();
  const options = { signal: session.signal, capture: true, passive: true };
  let scan = 0;
  const scanSoon = () => {
    scan ||= Number(setTimeout(bindAll, 160));
  };
  const observer = new MutationObserver((records) => {
    if (records.some(({ target }) => target === document)) listenAgain();
    for (const { addedNodes } of records) for (const node of addedNodes) if (node instanceof Element) enter(node);
    scanSoon();
  });
  const enter = inIdleTime(rootsWithin, watch);

  /** @param {Document | ShadowRoot} root */
  function watch(root) {
    if (roots.has(root)) return;
    roots.add(root);
    observer.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ['contenteditable', 'hidden', 'placeholder', 'readonly', 'disabled', 'style', 'class'] });
    scanSoon();
  }

  function bindAll() {
    scan = 0;
    for (const root of roots) if (root instanceof ShadowRoot && !root.host.isConnected) roots.delete(root);
    for (const [element, field] of fields) if (!element.isConnected) forget(element, field);
    const candidates = writable(roots).filter((element) => !fields.has(element) && canBeWritten(element));
    const controls = controlsIn(roots);
    for (const element of candidates) if (isPost(element, controls)) bind(element);
  }

  /**
   * @param {HTMLElement} element
   * @param {Field} field
   */
  function forget(element, field) {
    fields.delete(element);
    field.release();
    session.changed(field);
  }

  /** @param {HTMLElement} element */
  function bind(element) {
    if (!fields.has(element)) fields.set(element, new Field(element, labelOf(element), session));
    return fields.get(element);
  }

  /** @param {Event} event */
  function onFocus(event) {
    const origin = originOf(event);
    for (const at of outward(origin)) if (at.getRootNode() instanceof ShadowRoot) watch(/** @type {ShadowRoot} */ (at.getRootNode()));
    const element = editableAround(origin);
    if (element && !fields.has(element) && canBeWritten(element) && isPost(element, controlsIn(roots))) bind(element);
  }

  watch(document);
  enter(document);
  listen('focusin', onFocus, options);
  listen('popstate', scanSoon, options);
  listen('click', scanSoon, options);
  document.addEventListener('DOMContentLoaded', () => (enter(document), scanSoon()), options);
  const slow = setInterval(scanSoon, 2000);
  // A shadow root made after its host announces itself to nobody.
  const unseen = setInterval(() => enter(document), 3000);
  session.signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(scan);
    clearInterval(slow);
    clearInterval(unseen);
  });
  /** Takes in at once what the page made a moment ago. */
  const catchUp = () => {
    if (scan === 0) return;
    clearTimeout(scan);
    bindAll();
  };
  return { fields, roots, catchUp, find: (element) => fields.get(element) };
}

/**
 * Looks through parts of the page, one after the other and a little at a time, while the browser has nothing else to do.
 * @template {object} T
 * @template R
 * @param {(top: T) => Generator<R | null>} walk gives what it finds, and null now and then to be interrupted
 * @param {(found: R) => void} take
 * @returns {(top: T) => void}
 */
function inIdleTime(walk, take) {
  /** @type {Set<T>} */
  const tops = new Set();
  /** @type {Generator<R | null> | undefined} */
  let walking;
  const go = (/** @type {IdleDeadline} */ deadline) => {
    const until = performance.now() + (deadline.didTimeout ? 8 : 0);
    do {
      const next = walking?.next();
      if (next && !next.done && next.value !== null) take(next.value);
      if (!next || next.done) walking = start();
    } while (walking && (deadline.timeRemaining() > 1 || performance.now() < until));
    if (walking) requestIdleCallback(go, { timeout: 300 });
  };
  const start = () => {
    const [top] = tops;
    return top && tops.delete(top) ? walk(top) : undefined;
  };
  return (top) => {
    if (tops.size === 0 && !walking) requestIdleCallback(go, { timeout: 300 });
    tops.add(top);
  };
}

/**
 * @param {Set<Document | ShadowRoot>} roots
 * @returns {Controls}
 */
function controlsIn(roots) {
  return { known: once(() => publishControls(roots)), bare: once(() => [...bareControls(roots), ...stepControls(roots)]) };
}

/**
 * @param {Iterable<Document | ShadowRoot>} roots
 * @returns {HTMLElement[]} what can be typed in, whether or not it is a post
 */
function writable(roots) {
  const found = [];
  for (const root of roots) {
    for (const element of root.querySelectorAll(WRITABLE)) {
      if (element instanceof HTMLElement && isEditable(element)) found.push(element);
    }
    if (root instanceof Document && root.designMode === 'on' && root.body) found.push(root.body);
  }
  return found;
}

/**
 * @template T
 * @param {() => T} make
 * @returns {() => T} makes it at the first call, and keeps it
 */
function once(make) {
  /** @type {{made: T} | undefined} */
  let kept;
  return () => (kept ??= { made: make() }).made;
}
