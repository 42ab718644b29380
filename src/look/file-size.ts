export { sizeText as fileSize } from './public/files.js';
