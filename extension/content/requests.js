// What the service worker asks of this frame: its state, and what the popup or a key told it to do.

/**
 * @typedef {{finder: () => Finder | undefined, album: () => Album | undefined, settings: () => Settings, reload: () => Promise<void>, elsewhere: Elsewhere}} Desk
 * @typedef {{type: string, picture?: string, act?: string, field?: string, finding?: unknown, fix?: unknown, scope?: Scope, choice?: Choice, frame?: number, standing?: Standing[], busy?: boolean, lone?: boolean}} FrameRequest
 */

/**
 * @param {Desk} desk
 * @param {FrameRequest} request
 * @returns {Promise<unknown> | undefined} undefined for what is not for a frame
 */
function answerRequest(desk, request) {
  switch (request.type) {
    case 'shenyan:frame-state':
      return Promise.resolve(frameState(desk));
    case 'shenyan:frame-standing':
      return standingHere(desk);
    case 'shenyan:frame-mask':
      return maskHere(desk);
    case 'shenyan:elsewhere':
      desk.elsewhere.set(Number(request.frame), { standing: request.standing ?? [], busy: request.busy ?? false, lone: request.lone ?? false });
      return Promise.resolve({ ok: true });
    case 'shenyan:reload':
      return desk.reload();
    case 'shenyan:answer':
      return Promise.resolve({ ok: answerQuestion(request.choice ?? 'back') });
    case 'shenyan:fix':
    case 'shenyan:ignore':
    case 'shenyan:jump':
      return actOn(desk, request);
    case 'shenyan:picture':
      return actOnPicture(desk, request);
    default:
      return undefined;
  }
}

/**
 * @param {Desk} desk
 * @returns {Field[]}
 */
function fieldsHere(desk) {
  return [...(desk.finder()?.fields.values() ?? [])].filter((field) => field.element.isConnected);
}

/**
 * @param {Desk} desk
 * @returns {Picture[]}
 */
function picturesHere(desk) {
  return [...(desk.album()?.pictures ?? [])];
}

/**
 * @param {Desk} desk
 * @returns {FrameState} the frame's number is filled in by the service worker, which knows it
 */
function frameState(desk) {
  const fields = fieldsHere(desk);
  for (const field of fields) field.catchUp();
  const settings = desk.settings();
  return {
    host: siteHost,
    site: site.id,
    understood: fields.length > 0 || !site.compose.test(location.pathname) || window !== window.top,
    server: isOff(settings) ? 'off' : serverState,
    fields: fields.map(fieldState),
    pictures: picturesHere(desk).map(pictureState),
    question: asked ? { field: asked.field } : null,
  };
}

/**
 * @param {Field} field
 * @returns {FieldState}
 */
function fieldState(field) {
  const findings = field.shown.map((finding) => ({
    ...finding,
    rects: field.paint.rects(finding).map((box) => [box.x, box.y, box.width, box.height]),
  }));
  return { id: field.id, frame: 0, label: field.label, text: field.text, checked: field.checked, findings };
}

/**
 * @param {Desk} desk
 * @returns {Promise<Standing[]>}
 */
async function standingHere(desk) {
  const fields = fieldsHere(desk);
  const pictures = picturesHere(desk);
  await Promise.all([...fields, ...pictures].map((one) => one.whenChecked(450)));
  return [...fields.flatMap(standingOf), ...pictures.flatMap(standingOfPicture)];
}

/**
 * @param {Desk} desk
 * @returns {Promise<Answered>}
 */
async function maskHere(desk) {
  const ok = await maskAll({ fields: fieldsHere(desk), pictures: picturesHere(desk), far: new Map() }, desk.album());
  return { ok };
}

/**
 * @param {Desk} desk
 * @param {FrameRequest} request
 * @returns {Promise<Answered>}
 */
async function actOn(desk, { type, field: id, finding: named, fix, scope }) {
  const field = fieldsHere(desk).find((one) => one.id === id);
  field?.catchUp();
  const finding = field?.shown.find((one) => one.id === nameOf(named));
  if (!field || !finding) return { ok: false, reason: 'gone' };
  if (type === 'shenyan:jump') {
    jump(field, finding);
    return { ok: true };
  }
  if (type === 'shenyan:ignore') return ignore(field, finding, scope ?? 'once');
  const chosen = fixNamed(finding, fix);
  return chosen ? field.write([changeOf(finding, chosen)]) : { ok: false, reason: 'no-fix', text: field.text };
}

/** @param {unknown} finding its id, or the finding itself */
function nameOf(finding) {
  return typeof finding === 'object' && finding !== null && 'id' in finding ? finding.id : finding;
}

/**
 * @param {Finding} finding
 * @param {unknown} fix its place in the list, its label, its replacement, or the fix itself
 * @returns {Fix | undefined}
 */
function fixNamed(finding, fix) {
  if (typeof fix === 'number' || fix === undefined) return finding.fixes[fix ?? 0];
  const told = typeof fix === 'object' && fix !== null && 'replacement' in fix ? fix.replacement : fix;
  return finding.fixes.find((one) => one.replacement === told || one.label === told);
}

/**
 * @param {Field} field
 * @param {Finding} finding
 */
function jump(field, finding) {
  field.element.scrollIntoView({ block: 'center', behavior: 'instant' });
  field.element.focus({ preventScroll: true });
  select(field.element, finding.start, finding.end);
  show(field, finding);
}

/**
 * @param {Desk} desk
 * @param {FrameRequest} request
 * @returns {Promise<Answered>}
 */
async function actOnPicture(desk, { picture: id, act: deed }) {
  const album = desk.album();
  const picture = picturesHere(desk).find((one) => one.id === id);
  if (!album || !picture) return { ok: false, reason: 'gone' };
  if (deed === 'save') return saved(await maskedFile(picture));
  if (deed === 'replace') return replaced(await replacePicture(picture, album));
  picture.preview?.scrollIntoView({ block: 'center', behavior: 'instant' });
  openViewer(picture, album);
  return { ok: true };
}

/**
 * @param {File | null} file
 * @returns {Answered}
 */
function saved(file) {
  if (file) save(file);
  return file ? { ok: true } : { ok: false, reason: 'unmasked' };
}

/**
 * @param {Replaced} done
 * @returns {Answered}
 */
function replaced(done) {
  return done === 'replaced' ? { ok: true } : { ok: false, reason: done };
}
