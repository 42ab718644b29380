import type { BrandingOptions } from 'adminjs';
import { COMPANY } from '../../look/mark.tsx';
import { panelColours } from '../components/palette.ts';

const LIGHT = panelColours('light');

/**
 * The panel's face.
 *
 * @param urls where the panel's own files are served, as `panelAssets` tells.
 */
export function branding(urls: Readonly<Record<'logo.svg', string>>): BrandingOptions {
  return {
    companyName: COMPANY,
    logo: urls['logo.svg'],
    favicon: urls['logo.svg'],
    withMadeWithLove: false,
    theme: {
      colors: LIGHT,
      borders: {
        input: `1px solid ${LIGHT.inputBorder}`,
        filterInput: `1px solid ${LIGHT.inputBorder}`,
        bg: `1px solid ${LIGHT.bg}`,
        default: `1px solid ${LIGHT.border}`,
      },
      sizes: { navbarHeight: '56px', sidebarWidth: '224px', maxFormWidth: '740px' },
    },
  };
}
