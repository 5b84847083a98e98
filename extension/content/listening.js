// Listeners on the window that outlive document.open(), which takes every listener off a document and its window.

/** @type {[string, (event: any) => void, AddEventListenerOptions & {signal: AbortSignal}][]} */
let listened = [];

/**
 * @param {string} type
 * @param {(event: any) => void} listener
 * @param {AddEventListenerOptions & {signal: AbortSignal}} options
 */
function listen(type, listener, options) {
  addEventListener(type, listener, options);
  listened.push([type, listener, options]);
}

/** Puts back what the page may have taken off; a listener that is still there is not added twice. */
function listenAgain() {
  listened = listened.filter(([, , { signal }]) => !signal.aborted);
  for (const [type, listener, options] of listened) addEventListener(type, listener, options);
}
