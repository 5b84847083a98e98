// Words for people: from _locales/, in the browser's language or in the one chosen in the options.

/** @type {Record<string, {message: string}> | null} */
let chosenWords = null;

/**
 * @param {string} key a key of `_locales/<language>/messages.json`
 * @param {...(string | number)} values put in place of $1, $2 …
 * @returns {string}
 */
function say(key, ...values) {
  const given = values.map(String);
  const chosen = chosenWords?.[key]?.message;
  if (chosen === undefined) return chrome.i18n.getMessage(key, given) || key;
  return chosen.replace(/\$(\d)/g, (_, place) => given[Number(place) - 1] ?? '');
}

/**
 * The language tag of the words, for `lang` and for the server.
 * @param {Settings} settings
 */
function tongue(settings) {
  const locale = settings.language === 'auto' ? chrome.i18n.getUILanguage() : settings.language;
  return locale.replace('_', '-');
}
