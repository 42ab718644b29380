// What pdfkit has and its types lack: a picture is opened before there is room for it, and may be put in by hand.
declare namespace PDFKit {
  interface OpenedImage {
    readonly width: number;
    readonly height: number;
    /** Under which the pages know it. */
    readonly label: string;
    readonly obj: ReturnType<PDFDocument['ref']> | null;
  }
  interface PDFDocument {
    openImage(bytes: Buffer): OpenedImage;
    image(image: OpenedImage, x: number, y: number, options: Mixins.ImageOption): this;
  }
}
