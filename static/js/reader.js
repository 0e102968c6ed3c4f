// Everything a public page does beyond being read. Each module finds its own buttons and minds its own business.

import "./theme.js";
import "./size.js";
import "./copy.js";
import "./share.js";
import "./print.js";
import "./search.js";
import "./bar.js";
import "./views.js";
