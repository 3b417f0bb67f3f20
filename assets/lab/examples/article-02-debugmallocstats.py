# en: The size classes of your system
# es: Las clases de tamaño de tu sistema
# topic: listings
# article: 02-debugmallocstats

import sys
sys._debugmallocstats()
