import type { CDPSession, Page } from 'playwright-core';

/** A device of software in the browser, which has passkeys and knows its owner. */
export interface BrowserDevice {
  /** Whether its owner touches it when a page asks; to be said before. */
  touches(does: boolean): Promise<void>;
  /** Whether it makes sure of its owner. */
  verifies(does: boolean): Promise<void>;
  /** How many passkeys it has. */
  count(): Promise<number>;
  /** Sets the count of its one passkey. */
  setCount(signCount: number): Promise<void>;
}

async function credentials(session: CDPSession, authenticatorId: string) {
  return (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials;
}

/**
 * Puts a device into the browser of this page.
 *
 * @param isListed whether pages may put passkeys into the list of a field. The device then answers as soon as a page offers
 *   that, as nobody is there to choose.
 */
export async function useDevice(page: Page, isListed = false): Promise<BrowserDevice> {
  if (!isListed)
    await page.addInitScript(() => {
      PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false);
    });
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: false,
    },
  });
  return {
    touches: async (enabled) =>
      void (await session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled })),
    verifies: async (isUserVerified) =>
      void (await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })),
    count: async () => (await credentials(session, authenticatorId)).length,
    setCount: async (signCount) => {
      const [credential] = await credentials(session, authenticatorId);
      if (credential === undefined) throw new Error('the device has no passkey');
      await session.send('WebAuthn.removeCredential', {
        authenticatorId,
        credentialId: credential.credentialId,
      });
      await session.send('WebAuthn.addCredential', {
        authenticatorId,
        credential: { ...credential, signCount },
      });
    },
  };
}
