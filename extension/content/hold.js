// What to do with a press that would publish: let it go, ask, or wait a moment for the check of what was just typed.

/**
 * The drafts behind a press: fields and pictures of this frame, and what stands in other frames of the page.
 * @typedef {{fields: Field[], pictures: Picture[], far: Elsewhere}} Drafts
 * @typedef {Map<number, {standing: Standing[], busy: boolean, lone: boolean}>} Elsewhere
 */

/**
 * @param {Gesture} gesture
 * @param {Watch} watch
 * @returns {Drafts}
 */
function draftsOf(gesture, watch) {
  const finder = watch.finder();
  if (!finder) return { fields: [], pictures: [], far: new Map() };
  finder.catchUp();
  const fields = [...finder.fields.values()];
  const mine = fieldsOf(gesture, fields, finder.roots);
  return { fields: mine, pictures: picturesOf(gesture, mine, fields, watch), far: farDrafts(gesture, mine, watch.elsewhere) };
}

/**
 * Drafts in other frames that a control of this one sends: those of frames without a control of their own, such as an
 * editor's; and when no draft of this frame is meant, all of them.
 * @param {Gesture} gesture
 * @param {Field[]} mine
 * @param {Elsewhere} elsewhere
 * @returns {Elsewhere}
 */
function farDrafts({ control }, mine, elsewhere) {
  if (control && deed(control) !== 'publish') return new Map();
  return new Map([...elsewhere].filter(([, { lone }]) => lone || (control && mine.length === 0)));
}

/**
 * The pictures that go out with the fields: those that stand nearest to one of them, or all where no field is.
 * @param {Gesture} gesture
 * @param {Field[]} mine
 * @param {Field[]} fields
 * @param {Watch} watch
 * @returns {Picture[]}
 */
function picturesOf({ control }, mine, fields, watch) {
  const pictures = [...watch.pictures()];
  if (mine.length === 0) return control && deed(control) === 'publish' && fields.length === 0 ? pictures : [];
  const live = fields.map((field) => field.element).filter((element) => element.isConnected);
  return pictures.filter(({ near }) => !near.isConnected || nearest(near, live).some((element) => mine.some((field) => field.element === element)));
}

/**
 * @param {Gesture} gesture
 * @param {Field[]} fields
 * @param {Set<Document | ShadowRoot>} roots
 * @returns {Field[]}
 */
function fieldsOf({ target, control, means }, fields, roots) {
  if (control) return ownersOf(control, fields, roots);
  if (means === 'submit') return fields.filter((field) => holds(target, field.element) || (isForm(field.element) && field.element.form === target));
  const written = fields.find((field) => field.element === editableAround(target));
  return written ? [written, ...besides(written, fields, roots)] : [];
}

/**
 * The other fields of the post that a key in one field would send: a title beside a text.
 * @param {Field} field
 * @param {Field[]} fields
 * @param {Set<Document | ShadowRoot>} roots
 */
function besides(field, fields, roots) {
  const [control] = nearest(field.element, publishControls(roots));
  return control ? ownersOf(control, fields, roots).filter((other) => other !== field) : [];
}

/**
 * @param {Drafts} drafts
 * @param {Watch} watch
 * @returns {'pass' | 'ask' | 'wait'}
 */
function judge({ fields, pictures, far }, watch) {
  if (!watch.settings().enabled || serverState === 'away' || serverState === 'refused') return 'pass';
  for (const field of fields) field.catchUp();
  const open = fields.filter((field) => field.passed !== field.text);
  if (open.some((field) => !field.checked) || pictures.some((picture) => picture.isBusy && !picture.passed)) return 'wait';
  if ([...open, ...pictures].some((one) => one.standing().length > 0)) return 'ask';
  return [...far.values()].some(({ standing, busy }) => busy || standing.length > 0) ? 'wait' : 'pass';
}

/**
 * Waits for what is known to be known; then asks, or lets the press go on as if it had never been held.
 * @param {Held} held
 * @param {Drafts} drafts
 * @param {Watch} watch
 */
async function waitFor(held, drafts, watch) {
  held.goOn = () => release(held, drafts, watch);
  await Promise.all([...drafts.fields.map((field) => field.whenChecked(WAIT_MS)), ...drafts.pictures.map((picture) => picture.whenChecked(PICTURE_WAIT_MS))]);
  if (drafts.far.size > 0) await refresh(drafts.far);
  if (!held.goOn) return;
  held.goOn = null;
  if (serverState === 'ok' && standingIn(drafts).length > 0) return atEnd(held, () => put(held, drafts, watch));
  held.clean = true;
  atEnd(held, () => release(held, drafts, watch));
}

/**
 * @param {Elsewhere} far brought up to date: a frame may be gone
 */
async function refresh(far) {
  const frames = await ask({ type: 'shenyan:frames' });
  for (const [frame, told] of [...far]) far.set(frame, { ...told, standing: frames?.[frame] ?? [], busy: false });
}

/**
 * @param {Drafts} drafts
 * @returns {Standing[]}
 */
function standingIn({ fields, pictures, far }) {
  return [...fields.flatMap((field) => standingOf(field)), ...pictures.flatMap(standingOfPicture), ...[...far.values()].flatMap(({ standing }) => standing)];
}

/**
 * @param {Field} field
 * @returns {Standing[]}
 */
function standingOf(field) {
  return field.standing().map(({ level, text, title, fixes }) => ({ field: field.id, level, text, title, maskable: fixes.length > 0 }));
}

/**
 * @param {Held} held
 * @param {Drafts} drafts
 * @param {Watch} watch
 */
function put(held, drafts, watch) {
  const standing = standingIn(drafts);
  const near = drafts.fields[0]?.element ?? held.target;
  askBeforePublishing(near, watch.settings(), { standing, field: standing[0].field, answer: (choice) => void answered(choice, held, drafts, watch) });
}

/**
 * @param {Choice} choice
 * @param {Held} held
 * @param {Drafts} drafts
 * @param {Watch} watch
 */
async function answered(choice, held, drafts, watch) {
  const first = drafts.fields[0];
  if (choice === 'back') return first?.element.focus({ preventScroll: true });
  if (choice === 'mask' && !(await maskAll(drafts, watch.album()))) return;
  release(held, drafts, watch);
  if (first && mayBreakLine(held)) learnEnter(first, first.text);
}

/**
 * Where Enter was let through and only started a new line, it is not held again.
 * @param {Field} field
 * @param {string} before
 */
function learnEnter(field, before) {
  setTimeout(() => {
    field.catchUp();
    const { start, removed, added } = difference(before, field.text);
    field.breaksLines = removed === 0 && added === 1 && field.text[start] === '\n';
  }, 500);
}

/**
 * @param {Drafts} drafts
 * @param {Album | undefined} album
 * @returns {Promise<boolean>} false when a field or a picture refused the masks, and nothing is published
 */
async function maskAll({ fields, pictures, far }, album) {
  for (const field of fields) {
    const { ok } = await field.write(masks(field.standing()));
    if (!ok) return false;
  }
  if (album && !(await maskPictures(pictures, album))) return false;
  if (far.size === 0) return true;
  return (await ask({ type: 'shenyan:mask-elsewhere', frames: [...far.keys()] }))?.ok ?? false;
}

/**
 * Puts masked pictures in place; where one cannot take its place, shows that one and says so.
 * @param {Picture[]} pictures
 * @param {Album} album
 * @returns {Promise<boolean>}
 */
async function maskPictures(pictures, album) {
  for (const picture of pictures.filter((one) => one.standing().length > 0)) {
    const done = await replacePicture(picture, album);
    if (done === 'replaced') continue;
    openViewer(picture, album, say(REPLACED_WORDS[done]));
    return false;
  }
  return true;
}

/**
 * Lets the press go. The same text is not asked about again, so that a page which only trusts a real press gets one.
 * @param {Held} held
 * @param {Drafts} drafts
 * @param {Watch} watch
 */
function release(held, { fields, pictures, far }, watch) {
  for (const field of fields) field.passed = field.text;
  for (const picture of pictures) watch.album()?.sent(picture);
  for (const frame of far.keys()) watch.elsewhere.delete(frame);
  replay(standIn(held, fields[0], watch));
}

/**
 * The same press on the control that now stands where the held one stood, if the page drew itself anew meanwhile.
 * @param {Held} held
 * @param {Field | undefined} field
 * @param {Watch} watch
 * @returns {Held}
 */
function standIn(held, field, watch) {
  const { control } = held;
  if (!control || control.isConnected || !field) return held;
  const alike = publishControls(watch.finder()?.roots ?? []).filter((other) => wordsOn(other) === wordsOn(control));
  const [again] = nearest(field.element, alike);
  return again ? { ...held, target: again, control: again } : held;
}

/**
 * Checks a draft as soon as the pointer comes near what would publish it, so that the press need not wait.
 * @param {Event} event
 * @param {Watch} watch
 */
function foresee(event, watch) {
  const fields = [...(watch.finder()?.fields.values() ?? [])].filter((field) => !field.checked);
  if (fields.length > 0 && publishControlAt(originOf(event))) for (const field of fields) checkSoon(field, 0);
}
