/** First names from many places. */
export const FIRST_NAMES = (
  "Amina Anaïs Beatriz Bruno Camille Cem Chiara Chloé Daan Dalia Davit Diego Elif Emeka Emil " +
  "Esra Fatou Filip Giulia Goran Hanna Haruki Hiba Ibrahim Inês Irina Jakub Jana Jaehyun João " +
  "Jonas Julia Kaito Karim Katya Khadija Kwame Lara Leïla Léo Lina Linh Lucía Luka Mads Mai " +
  "Malik Marcin Maryam Mateo Mehdi Milan Mina Minjun Nadia Naoko Nikola Nour Olena Omar " +
  "Oskar Paola Petra Priya Rafael Rania Rayan Ronja Rui Sakura Salma Sanna Santiago Sara " +
  "Seo-yeon Sofía Sven Tala Tariq Tiago Tomáš Tuğba Valentina Victor Wanjiru Wei Xavier Yasmin " +
  "Yuki Yusuf Zeynep Zoé Łucja Øyvind"
).split(" ");

/** Last names from many places; some with a space, an apostrophe or a hyphen. */
export const LAST_NAMES = [
  ...(
    "Abebe Aguilar Almeida Andersen Aydın Bakker Baptiste Benali Bernard Bianchi Boateng Çelik " +
    "Castro Chaudhry Chen Cohen Costa Delgado Demir Diallo Dupuis Eriksen Esposito Fernandes " +
    "Ferrari Fischer Fontaine"
  ).split(" "),
  ...(
    "García Gonçalves Grigoryan Haddad Hakimi Hansen Hayashi Hernández Horvat Ito Ivanova Jansen " +
    "Jiménez Kaplan Karlsson Katz Kim Kováč Kowalska Kruger Lambert Larsen Laurent Lefèvre " +
    "Lehtonen Lindgren"
  ).split(" "),
  ...(
    "Mäkinen Mansour Marchetti Markovic Mbeki Mensah Meyer Mohamed Moreau Müller Nakamura Navarro " +
    "Nguyen Nowak Núñez Okafor Oliveira Øvergaard Park Petrosyan Popescu Rahimi Ramos Rossi Sato " +
    "Schneider"
  ).split(" "),
  ...(
    "Silva Škoda Soares Sørensen Suzuki Tanaka Teixeira Torres Tremblay Tshabalala Vega Vidal " +
    "Virtanen Wójcik Yamada Yıldız Zimmermann Żak"
  ).split(" "),
  "Al Hassan",
  "Ben Youssef",
  "D'Angelo",
  "El Amrani",
  "Garcia-Lopez",
  "Le Goff",
  "O'Connor",
  "Saint-Clair",
  "van den Berg",
  "von Stein",
];
