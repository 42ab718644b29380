/** A bucket of an S3 server, and who may use it. */
export interface S3Place {
  /** Such as `https://s3.example:9000`. */
  readonly origin: string;
  readonly bucket: string;
  readonly region: string;
  readonly keyId: string;
  readonly secret: string;
}
