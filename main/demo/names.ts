/** Names as people bear them, by script; invented in their combination. Each group gives given and family names. */
export interface NameGroup {
  script: string;
  language: string;
  female: readonly string[];
  male: readonly string[];
  family: readonly string[];
}

const words = (text: string): string[] => text.split(' ').map((word) => word.replaceAll('_', ' '));

/** With the share of patients that bear such names. */
export const nameGroups: readonly (readonly [NameGroup, number])[] = [
  [
    {
      script: 'Latin',
      language: 'en',
      female: words(
        'Nomvula Thandi Zanele Precious Charlotte Amelia Hannah Grace Fatima Aisha Leila Carmen Maria Anneke Elmarie Sipho-Ann Michelle Ruth Naledi Refilwe',
      ),
      male: words(
        'Sipho Themba Bongani Kagiso Willem Pieter Johan David Thomas Samuel Imraan Yusuf Luca Daniel Mandla Lwazi Tebogo Ethan Oliver Hendrik',
      ),
      family: words(
        "Mokoena Ndlovu Khoza van_der_Merwe du_Toit O'Brien McAllister Jacobs Adams Petersen Naidoo Pillay Govender Botha de_Villiers Smith-Radebe Fortuin Abrahams Sithole Maseko Whitcombe Ashdown",
      ),
    },
    40,
  ],
  [
    {
      script: 'Latin with diacritics',
      language: 'en',
      female: words(
        'Łucja Zoë Renée Agnieszka Åsa Şirin Nguyệt Ñusta Žofie Ægileif Chloé Jūratė Inês Lívia Ölve Thảo',
      ),
      male: words(
        'Łukasz Jörg Søren Øyvind Çağlar Štěpán Gergő José André Đorđe Þórarinn Tõnu Mihály Rūdolfs Ștefan Hòa',
      ),
      family: words(
        'Wałęsowski Müller-Lüdenscheidt Sørby Łobodzińska Çelikkaya Dvořáčková Szűcs Núñez_Ibáñez Gonçalves Trần_Văn Ängström Ó_Súilleabháin Čapková Žižek-Horvat Guðmundsdóttir Bălănescu Straße Nguyễn Şahinoğlu Åkerlund',
      ),
    },
    26,
  ],
  [
    {
      script: 'Greek',
      language: 'el',
      female: words('Ελένη Μαρία Κατερίνα Σοφία Δέσποινα Ευαγγελία'),
      male: words('Γιώργος Νίκος Δημήτρης Αλέξανδρος Σπύρος Χρήστος'),
      family: words('Παπαδοπούλου Καραμήτσου Οικονόμου Αναγνωστάκη Βλάχου Ζαχαριάδη Μαυρίδη'),
    },
    5,
  ],
  [
    {
      script: 'Cyrillic',
      language: 'ru',
      female: words('Ольга Наталія Светлана Їванка Марія Елена Ганна'),
      male: words('Сергей Олексій Ђорђе Иван Тарас Борис Љубомир'),
      family: words('Коваленко Шевчук Петровић Иванова Соловьёва Гончар Ђукић Щербак Жуковски'),
    },
    7,
  ],
  [
    {
      script: 'Arabic',
      language: 'ar',
      female: words('فاطمة ليلى مريم نورة هدى سلمى'),
      male: words('محمد يوسف خالد عمر إبراهيم سامي'),
      family: words('الحداد القيسي بن_سالم المنصوري الزهراني عبد_الرحمن'),
    },
    6,
  ],
  [
    {
      script: 'Hebrew',
      language: 'he',
      female: words('רבקה שרה נועה מיכל תמר'),
      male: words('דוד יוסף אברהם נתן אלעד'),
      family: words('כהן-אור בן־שחר לוינסון מזרחי אביטל'),
    },
    4,
  ],
  [
    {
      script: 'Thai',
      language: 'th',
      female: words('สมหญิง กัญญา มาลี อรุณี พิมพ์ใจ'),
      male: words('สมชาย ประเสริฐ วิชัย ธนกร อนันต์'),
      family: words('ใจดี ศรีสุวรรณ วงศ์ทอง แก้วมณี บุญรอด'),
    },
    4,
  ],
  [
    {
      script: 'Georgian',
      language: 'ka',
      female: words('ნინო თამარ მანანა'),
      male: words('გიორგი ლევან დავით'),
      family: words('მაისურაძე ბერიძე კაპანაძე'),
    },
    1,
  ],
  [
    {
      script: 'Han',
      language: 'zh',
      female: words('美玲 静怡 秀英'),
      male: words('伟强 建国 志明'),
      family: words('陈 林 欧阳'),
    },
    3,
  ],
];

/** People who have one name and no other. */
export const oneNames: readonly string[] = words(
  'Sukarno Widodo Madhavan Tenzin Dorji Suharti Kartini Wangmo Nawang Aroon',
);
export const oneNameShare = 0.025;

export const streets: readonly string[] = words(
  'Quay_Street Signal_Row Harbour_Rise Protea_Road Old_Mill_Lane Beacon_Street Fynbos_Avenue Gull_Close Upper_Kloof_Road Tide_Walk',
);
export const suburbs: readonly string[] = words(
  'Cape_Town_8001 Green_Point_8005 Woodstock_7925 Observatory_7925 Sea_Point_8005 Rondebosch_7700',
);
export const referrers: readonly string[] = words(
  'Dr_Emeka_Ilorin Dr_Marguerite_Saint-Yves Sister_Palesa_Nkhoma Mr_Adeyemi_Okafor Dr_Wiebke_Quandt',
);
