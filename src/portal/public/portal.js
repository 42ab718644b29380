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

document.getElementById('errors')?.focus();
