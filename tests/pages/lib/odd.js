// Pages unlike the known ones. `post(text)` publishes; `own(name, element, get)` names a field for the tests.
const odd = (window.__fx = { posts: [], fields: {}, ready: true });
const post = (text, via) => odd.posts.push({ text, via });
const own = (name, el, get) => { odd.fields[name] = { el, get: get ?? (() => ('value' in el ? el.value : el.innerText.replace(/\n$/, ''))) }; return el; };
const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};
