// What may be attached, told before it travels: both faces read it, and the portal loads it as it is.

const THUMBNAIL = 112;
const UNIT = 1024;

const endingOf = (name) => /\.[^.]*$/.exec(name)?.[0].toLowerCase() ?? '';

export const faultOf = ({ name, size }, { mostBytes, endings, kinds }) => {
  const ending = endingOf(name);
  if (ending !== '' && !endings.split(',').includes(ending))
    return `${name} cannot be attached. Allowed are ${kinds}.`;
  if (size > mostBytes) return `${name} is larger than ${Math.round(mostBytes / UNIT / UNIT)} MB.`;
  return size === 0 ? `${name} is empty.` : undefined;
};

/** A small picture of a file, drawn anew; nothing for what this browser cannot draw. */
export const thumbnailOf = async (file) => {
  if (!file.type.startsWith('image/')) return undefined;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.max(THUMBNAIL / picture.width, THUMBNAIL / picture.height);
    const canvas = document.createElement('canvas');
    canvas.width = THUMBNAIL;
    canvas.height = THUMBNAIL;
    const [width, height] = [picture.width * scale, picture.height * scale];
    const place = [(THUMBNAIL - width) / 2, (THUMBNAIL - height) / 2];
    canvas.getContext('2d').drawImage(picture, ...place, width, height);
    picture.close();
    return canvas.toDataURL('image/png');
  } catch {
    return undefined;
  }
};

export const sizeText = (bytes) => {
  if (bytes < UNIT) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  const kilobytes = Math.round(bytes / UNIT);
  if (kilobytes < UNIT) return `${kilobytes} KB`;
  return `${(bytes / UNIT / UNIT).toFixed(1).replace(/\.0$/, '')} MB`;
};

export const holdsFiles = ({ dataTransfer }) => [...(dataTransfer?.types ?? [])].includes('Files');

/** What has words, too, such as cells of a table, is pasted as words. */
export const pastedFiles = ({ clipboardData }) =>
  clipboardData === null || clipboardData.types.includes('text/plain') ? [] : [...clipboardData.files];
