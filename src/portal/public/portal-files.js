// Files are looked at before they travel: what is not taken is told at once, and each can be left out again.
import { faultOf, holdsFiles, pastedFiles, sizeText, thumbnailOf } from './files.js';

export const make = (tag, values, ...children) => {
  const element = Object.assign(document.createElement(tag), values);
  element.append(...children);
  return element;
};

const tileOf = (file, remove) => {
  const [kind = ''] = /[^.]{1,4}$/.exec(file.name) ?? [];
  const picture = make('span', { className: 'tile-picture', ariaHidden: 'true', textContent: kind });
  const name = make('span', { className: 'tile-name', dir: 'auto', textContent: file.name });
  const size = make('span', { className: 'file-size', textContent: sizeText(file.size) });
  const button = make('button', { type: 'button', className: 'tile-remove', textContent: '×' });
  button.setAttribute('aria-label', `Remove ${file.name}`);
  button.addEventListener('click', remove);
  void thumbnailOf(file).then((src) => src && picture.replaceWith(make('img', { src, alt: '' })));
  return make('li', { className: 'tile' }, picture, name, size, button);
};

const takeFiles = (input) => {
  const { form, dataset } = input;
  const limits = { mostBytes: Number(dataset.mostBytes), endings: dataset.endings, kinds: dataset.kinds };
  const told = make('p', { className: 'field-error', ariaLive: 'assertive' });
  const tiles = make('ul', { className: 'tiles', ariaLabel: 'Attached files' });
  input.after(tiles, told);
  let chosen = [];
  const put = (files) => {
    const all = new DataTransfer();
    for (const file of files) all.items.add(file);
    chosen = files;
    input.files = all.files;
    const remove = (file, place) => () => {
      told.textContent = '';
      put(chosen.filter((one) => one !== file));
      (tiles.querySelectorAll('button')[Math.min(place, chosen.length - 1)] ?? input).focus();
    };
    tiles.replaceChildren(...files.map((file, place) => tileOf(file, remove(file, place))));
  };
  const add = (files) => {
    const faults = files.map((file) => faultOf(file, limits)).filter((fault) => fault !== undefined);
    const fit = [...chosen, ...files.filter((file) => faultOf(file, limits) === undefined)];
    const most = Number(dataset.mostFiles);
    if (fit.length > most) faults.push(`Attach at most ${most} files.`);
    told.textContent = faults.join(' ');
    put(fit.slice(0, most));
  };
  input.addEventListener('change', () => add([...input.files]));
  form.addEventListener('reset', () => put([]));
  form.addEventListener('dragover', (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    form.classList.add('is-dropped-on');
  });
  for (const end of ['dragleave', 'drop'])
    form.addEventListener(end, () => form.classList.remove('is-dropped-on'));
  form.addEventListener('drop', (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    add([...event.dataTransfer.files]);
  });
  form.addEventListener('paste', (event) => {
    const files = pastedFiles(event);
    if (files.length === 0) return;
    event.preventDefault();
    add(files);
  });
};
for (const input of document.querySelectorAll('input[type=file][data-most-files]')) takeFiles(input);
