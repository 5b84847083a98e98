// One session of the extension in one frame: it starts at document_start and ends, without a trace, when switched off.

/** @type {Settings} until the stored ones arrive, a moment later */
let settings = { server: 'http://127.0.0.1:8765', enabled: true, sitesOff: [], askLevels: ['error'], rulesOff: [], words: [], people: [], own: { names: [], numbers: [] }, language: 'auto' };

/** @type {{finder: Finder, album: Album, end: AbortController} | null} */
let session = null;

/** @type {Elsewhere} */
const elsewhere = new Map();
let reporting = 0;
let reportedBusy = false;

/**
 * @param {Settings} now
 * @returns {boolean} whether the author switched us off here or everywhere
 */
function isOff(now) {
  return !now.enabled || now.sitesOff.includes(siteHost) || site.avoid.test(location.pathname);
}

function startSession() {
  if (session) return;
  const end = new AbortController();
  const kept = { settings: () => settings, changed: onChange, signal: end.signal };
  /** @type {Finder | undefined} */
  let finder;
  startPointing({ fields: new Map(), roots: new Set(), catchUp: () => {}, find: (element) => finder?.find(element) }, end.signal);
  const album = startAlbum({ finder: () => finder, settings: () => settings, changed: onChange, signal: end.signal });
  startGuard({ finder: () => finder, album: () => album, pictures: () => album.pictures, settings: () => settings, elsewhere, signal: end.signal });
  finder = startFinding(kept);
  session = { finder, album, end };
}

function endSession() {
  answerQuestion('back');
  session?.end.abort();
  session = null;
  lowerHighlights();
  strikeStage();
  onChange();
}

/** Something that the toolbar, the card or another frame shows has changed. */
function onChange() {
  refreshCard();
  clearTimeout(reporting);
  // Other frames must know at once that a draft is not checked: their publish button may be the next thing pressed.
  reporting = Number(setTimeout(() => void report(), isBusy() === reportedBusy ? 120 : 0));
}

function isBusy() {
  return fieldsHere(desk).some((field) => !field.checked) || picturesHere(desk).some((picture) => picture.isBusy);
}

async function report() {
  const state = frameState(desk);
  const busy = isBusy();
  reportedBusy = busy;
  const fields = fieldsHere(desk);
  await ask({
    type: 'shenyan:report',
    counts: counted([...fields, ...picturesHere(desk)].flatMap(({ shown }) => shown)),
    server: state.server,
    busy,
    understood: state.understood,
    standing: [...fields.flatMap(standingOf), ...picturesHere(desk).flatMap(standingOfPicture)],
    lone: window !== window.top && fields.length > 0 && !hasControl(session?.finder.roots ?? []),
  });
}

/** Takes over the stored settings, and the words of the chosen language. */
async function reload() {
  const told = await ask({ type: 'shenyan:settings' });
  if (!told) return;
  ({ settings } = told);
  chosenWords = told.words;
  if (isOff(settings)) return endSession();
  startSession();
  for (const field of session?.finder.fields.values() ?? []) field.settle();
  for (const picture of session?.album.pictures ?? []) picture.settle();
}

/** @type {Desk} */
const desk = { finder: () => session?.finder, album: () => session?.album, settings: () => settings, reload, elsewhere };

chrome.runtime.onMessage.addListener((request, sender, respond) => {
  if (sender.id !== chrome.runtime.id) return false;
  const answer = answerRequest(desk, request);
  answer?.then(respond);
  return answer !== undefined;
});
chrome.storage.onChanged.addListener((changes, area) => {
  if (area === 'local' && 'settings' in changes) void reload();
});
startSession();
void reload();
setTimeout(() => void report(), 1000);
