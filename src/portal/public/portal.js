// Everything works without this script: it keeps impatient fingers from sending twice, leads to what is wrong, and
// looks at files before they travel.
for (const form of document.querySelectorAll('form[data-once]')) {
  form.addEventListener('submit', () => {
    // After the browser has collected the fields.
    setTimeout(() => {
      for (const button of form.querySelectorAll('button[type=submit]')) button.disabled = true;
    });
  });
}

// What was typed and not sent is asked about before the page is left.
const isTyped = (field) =>
  field.type === 'file'
    ? field.files.length > 0
    : field.type !== 'hidden' && field.value !== field.defaultValue;
let isSending = false;
addEventListener('submit', () => (isSending = true));
addEventListener('beforeunload', (event) => {
  if (isSending) return;
  const fields = document.querySelectorAll(
    'form[data-once] textarea, form[data-once] input:not([type=checkbox], [type=radio])',
  );
  // A form that was refused holds what was not sent yet.
  const isUnsent = fields.length > 0 && document.getElementById('errors') !== null;
  if (isUnsent || [...fields].some(isTyped)) event.preventDefault();
});

// A page that comes back from the browser's history must be usable once more.
addEventListener('pageshow', () => {
  isSending = false;
  for (const button of document.querySelectorAll('form[data-once] button[type=submit]'))
    button.disabled = false;
});

const faultOf = (input) => {
  const files = [...input.files];
  const { mostFiles, mostBytes } = input.dataset;
  if (files.length > Number(mostFiles)) return `Attach at most ${mostFiles} files.`;
  const large = files.find(({ size }) => size > Number(mostBytes));
  return large && `${large.name} is larger than ${Math.round(mostBytes / 1048576)} MB.`;
};

for (const input of document.querySelectorAll('input[type=file][data-most-files]')) {
  const told = document.createElement('p');
  told.className = 'field-error';
  told.setAttribute('aria-live', 'assertive');
  input.after(told);
  const look = () => {
    told.textContent = faultOf(input) ?? '';
    return told.textContent === '';
  };
  input.addEventListener('change', look);
  input.form.addEventListener(
    'submit',
    (event) => {
      if (look()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      input.focus();
    },
    true,
  );
}

// Files that are dropped on a form or pasted into it are attached beside those that were chosen.
const attach = (input, files) => {
  const all = new DataTransfer();
  for (const file of [...input.files, ...files]) all.items.add(file);
  input.files = all.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
};

for (const input of document.querySelectorAll('input[type=file][data-most-files]')) {
  const { form } = input;
  const holdsFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes('Files');
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
    attach(input, event.dataTransfer.files);
  });
  form.addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    // What has words, too, such as cells of a table, is pasted as words.
    if (files.length === 0 || event.clipboardData.types.includes('text/plain')) return;
    event.preventDefault();
    attach(input, files);
  });
}

// A picture opens over the page; without this script it opens in its place.
const showPicture = (link) => {
  const { alt } = link.querySelector('img');
  const dialog = document.createElement('dialog');
  dialog.className = 'picture';
  dialog.setAttribute('aria-label', alt);
  const picture = document.createElement('img');
  Object.assign(picture, { src: link.href, alt });
  const close = document.createElement('button');
  Object.assign(close, { type: 'button', className: 'btn btn-outline-secondary', textContent: 'Close' });
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  dialog.addEventListener('close', () => {
    dialog.remove();
    link.focus();
  });
  dialog.append(picture, close);
  document.body.append(dialog);
  dialog.showModal();
  close.focus();
};

for (const link of document.querySelectorAll('.file-image > a:first-child')) {
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    showPicture(link);
  });
}

document.getElementById('errors')?.focus();
