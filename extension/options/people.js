// The record of who agreed to be named: readable, exported and deleted by the one who keeps it.

import { byId, part, say } from '../pages/words.js';

/**
 * @param {Person[]} people
 * @param {(people: Person[]) => Promise<void>} keep
 */
export function drawPeople(people, keep) {
  const rows = people.map((person, at) => part('div', { class: 'entry' }, part('b', {}, person.name),
    part('span', {}, [person.who, person.when, person.how].filter(Boolean).join(' · ')),
    part('button', { type: 'button', class: 'text', click: () => void keep(people.filter((_, other) => other !== at)) }, say('options_person_delete'))));
  byId('people').replaceChildren(...(rows.length > 0 ? rows : [part('p', { class: 'help' }, say('options_person_none'))]));
  const file = byId('export');
  file.hidden = people.length === 0;
  file.setAttribute('href', `data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(people, null, 2))}`);
}

/**
 * @param {HTMLFormElement} form
 * @returns {Person}
 */
export function personFrom(form) {
  const given = new FormData(form);
  const text = (/** @type {string} */ name) => String(given.get(name) ?? '').trim();
  return { name: text('name'), who: text('who'), when: text('when'), how: text('how') };
}
