// Exact decimals: text to an integer at eight decimals and products of two of them, so that no float judges the gateway's arithmetic.
#pragma once
#include <cctype>
#include <stdexcept>
#include <string>

typedef long long Units;   // eight decimals
typedef __int128 Product;  // sixteen decimals

const int DECIMALS = 8;

// Throws std::runtime_error where the text is not a plain decimal with at most eight decimals.
inline Units units(const std::string& text) {
  Units value = 0;
  int decimals = -1;
  size_t i = text[0] == '-' ? 1 : 0;
  if (i == text.size()) throw std::runtime_error("not a number: '" + text + "'");
  for (; i < text.size(); i++) {
    if (text[i] == '.' && decimals < 0) decimals = 0;
    else if (isdigit(text[i]) && decimals < DECIMALS) {
      value = value * 10 + (text[i] - '0');
      if (decimals >= 0) decimals++;
    } else throw std::runtime_error("not a decimal: '" + text + "'");
  }
  for (int d = decimals < 0 ? 0 : decimals; d < DECIMALS; d++) value *= 10;
  return text[0] == '-' ? -value : value;
}

// cost / quantity, rounded half away from zero to eight decimals (AvgPx of a price with two decimals is told with at most eight).
inline Units average(Product cost, Units quantity) {
  return quantity == 0 ? 0 : (Units)((cost * 2 + quantity) / (Product(quantity) * 2));
}

// With all eight decimals; of what is not negative.
inline std::string decimal(Units value) {
  std::string digits = std::to_string(value % 100000000);
  return std::to_string(value / 100000000) + "." + std::string(DECIMALS - digits.size(), '0') + digits;
}
