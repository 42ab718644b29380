/** How a list can be written out; Excel reads CSV as UTF-8 only where it begins with a mark. */
export const EXPORT_FORMATS = ['csv', 'excel', 'xlsx', 'jsonl'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** How a format's files are called and served. */
export const FORMAT_FILES: Readonly<
  Record<ExportFormat, { readonly ending: string; readonly contentType: string }>
> = {
  csv: { ending: 'csv', contentType: 'text/csv; charset=utf-8; header=present' },
  excel: { ending: 'csv', contentType: 'text/csv; charset=utf-8; header=present' },
  xlsx: {
    ending: 'xlsx',
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  jsonl: { ending: 'jsonl', contentType: 'application/jsonl; charset=utf-8' },
};

/** The format that is asked for by its name; undefined where there is no such. */
export function exportFormat(name: unknown): ExportFormat | undefined {
  return EXPORT_FORMATS.find((one) => one === name);
}
