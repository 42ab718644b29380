import type { Picture } from './picture.ts';
import type { Raster } from './read-png.ts';

type Document = PDFKit.PDFDocument;
type Reference = ReturnType<Document['ref']>;

/** An image as the format describes it. */
const image = ({ width, height }: Raster, bits: number) => ({
  Type: 'XObject',
  Subtype: 'Image',
  Width: width,
  Height: height,
  BitsPerComponent: bits,
  Filter: 'FlateDecode',
});

function stream(doc: Document, data: object, content: Buffer): Reference {
  const ref = doc.ref(data);
  ref.end(content);
  return ref;
}

function embedRaster(doc: Document, picture: Raster): Reference {
  const { bits, colours, width, palette, left, mask } = picture;
  const plain = colours === 3 ? 'DeviceRGB' : 'DeviceGray';
  const colourSpace = palette
    ? ['Indexed', 'DeviceRGB', palette.length / 3 - 1, stream(doc, {}, palette)]
    : plain;
  const filtered = { Predictor: 15, Colors: colours, BitsPerComponent: bits, Columns: width };
  const data = {
    ...image(picture, bits),
    ColorSpace: colourSpace,
    ...(picture.isFiltered ? { DecodeParms: filtered } : {}),
    ...(left.length > 0 ? { Mask: left } : {}),
    ...(mask ? { SMask: stream(doc, { ...image(picture, 8), ColorSpace: 'DeviceGray' }, mask) } : {}),
  };
  return stream(doc, data, picture.samples);
}

/** Puts a picture into a document, for `image` to draw it. The library's own reader of PNGs is not asked. */
export function embed(doc: Document, picture: Picture, label: string): PDFKit.OpenedImage {
  if (picture.format === 'jpeg') return doc.openImage(picture.bytes);
  const { width, height } = picture;
  return { width, height, label, obj: embedRaster(doc, picture) };
}
