/** What the buttons say that put a list on paper or into a file. */
export const exportTexts = {
  print: 'Print',
  printing: 'Loading all of it',
  export: 'Export',
  export_xlsx: 'Excel (XLSX)',
  export_excel: 'CSV for Excel',
  export_csv: 'CSV',
  export_jsonl: 'JSON lines',
};
