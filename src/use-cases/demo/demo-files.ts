/** A file of the demonstration. */
export interface DemoFile {
  readonly name: string;
  content(): Buffer;
}

/** A text file of these lines. */
export function textFile(name: string, ...lines: readonly string[]): DemoFile {
  return { name, content: () => Buffer.from(`${lines.join('\n')}\n`) };
}

/** The objects of a PDF file with one A4 page that shows these lines, the first one large. */
function pdfObjects(lines: readonly string[]): string[] {
  const shown = lines.map((line, index) => {
    const escaped = line.replaceAll(/[()\\]/g, '\\$&');
    return `/F1 ${index === 0 ? 16 : 11} Tf (${escaped}) Tj 0 -22 Td`;
  });
  const text = `BT 60 770 Td ${shown.join('\n')} ET`;
  return [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
}

function pdf(lines: readonly string[]): Buffer {
  let file = '%PDF-1.4\n';
  const offsets: number[] = [];
  for (const [index, object] of pdfObjects(lines).entries()) {
    offsets.push(file.length);
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
  }
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = offsets.length + 1;
  file += `xref\n0 ${size}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

/** A PDF page of these lines, the first one its heading; letters of ASCII only. */
export function pdfFile(name: string, ...lines: readonly string[]): DemoFile {
  return { name, content: () => pdf(lines) };
}
