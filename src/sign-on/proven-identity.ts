/** Who somebody is by the word of another service, as far as that is certain. */
export interface ProvenIdentity {
  /** Which service says so. */
  readonly issuer: string;
  /** By what it knows them, for ever. */
  readonly subject: string;
  /** An address that the service has made sure is theirs. */
  readonly email: string | undefined;
  /** It names an address, and does not say that it is theirs. */
  readonly hasUnverifiedEmail: boolean;
  readonly portalId: string | undefined;
  readonly username: string | undefined;
  readonly firstName: string;
  readonly lastName: string;
  /** What they belong to there; undefined: it does not tell, and nothing follows from it. */
  readonly groups: readonly string[] | undefined;
}
