/** What somebody gave beside a password; a browser that is remembered, or whoever vouches for them, stands in for it. */
export type Factor = 'totp' | 'recovery' | 'passkey' | 'device' | 'provider';

/** How somebody signed in, where it was not by a password of the portal. */
export type SignInWay = 'handover' | 'oidc' | 'ldap' | 'passkey';

/** What happened when people signed in, and with what they do. */
export interface SignInDetails {
  /** How; whoever signed in before did so with other browsers; groups that were to go stay, as nobody else has their rights. */
  'session.opened': {
    readonly isNewDevice?: true;
    /** With which program that was, in words such as `Firefox on Windows`. */
    readonly program?: string;
    readonly through?: SignInWay;
    readonly factor?: Factor;
    readonly keptGroups?: true;
  };
  /** Somebody has a second factor from now on, or another one; or has none any more. */
  'user.factor_set_up': { readonly replaced?: true };
  'user.factor_switched_off': object;
  /** Somebody else took it away. */
  'user.factor_reset': object;
  /** A recovery code let somebody in, or switched their second factor off; how many are left. */
  'user.factor_recovered': { readonly left: number };
  'user.factor_codes_drawn': object;
  'user.device_remembered': { readonly called: string };
  'user.device_forgotten': { readonly called: string };
  'session.refused': { readonly reason: string };
  /** Somebody who is signed in gave their own credentials once more; how, where it was not by a password of the portal. */
  'session.confirmed': { readonly through?: SignInWay };
  /** By the person, or how many another's step ended, and why. */
  'session.ended': { readonly reason?: string; readonly count?: number };
}
